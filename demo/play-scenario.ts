import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { SCENARIOS, type ScenarioName } from './scenarios/scenarios.ts';
import { Stage } from './stage.ts';

/**
 * Plays a scenario and prints its facts as the last line: one JSON object.
 *
 * @returns 0 when every fact is as it must be
 */
export async function playScenario(
  scenario: ScenarioName,
  { canary, keep }: { canary: string | null; keep: string | null },
): Promise<number> {
  const begun = Date.now();
  const folder = keep === null ? await mkdtemp(path.join(os.tmpdir(), 'nrm-scenario-')) : path.resolve(keep);
  await mkdir(folder, { recursive: true });
  const stage = new Stage(folder, canary ?? 'canary of nobody in particular');
  try {
    const facts = await SCENARIOS[scenario](stage);
    const ok = Object.values(facts).every((fact) => fact !== false);
    const seconds = Math.round((Date.now() - begun) / 1000);
    process.stdout.write(`${JSON.stringify({ scenario, ok, seconds, canaryReadBy: stage.canaryReadBy, ...facts })}\n`);
    return ok ? 0 : 1;
  } catch (error) {
    await stage.pictureAll('went-wrong');
    const seconds = Math.round((Date.now() - begun) / 1000);
    const reason = stage.withoutSecrets(error instanceof Error ? error.message : String(error));
    process.stdout.write(
      `${JSON.stringify({ scenario, ok: false, seconds, canaryReadBy: stage.canaryReadBy, reason })}\n`,
    );
    return 1;
  } finally {
    await stage.close();
    if (keep === null) await rm(folder, { recursive: true, force: true });
  }
}
