import { parseDemoArguments } from '#demo/arguments.ts';
import { playScenario } from '#demo/play-scenario.ts';
import { stayOpen } from '#demo/stay-open.ts';
import { PlainFailure, sentenceFor } from '../plain-failure.ts';

const USAGE = `npm run demo                                  a node with invented organisations of three States, until Ctrl-C
npm run demo -- --scenario NAME --json [--canary TEXT] [--keep FOLDER]
                                              plays a scenario with real browsers and says what was seen
Scenarios: keys, messages.`;

/** `npm run demo`: the portal with invented people, to look at or to be played through. */
export default async function demo(args: string[]): Promise<number> {
  try {
    const asked = parseDemoArguments(args);
    if (asked === null) throw new PlainFailure(USAGE);
    if (asked.scenario === null) return await stayOpen();
    return await playScenario(asked.scenario, asked);
  } catch (error) {
    process.stderr.write(`${sentenceFor(error)}\n`);
    return 1;
  }
}
