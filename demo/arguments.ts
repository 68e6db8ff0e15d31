import { parseArgs } from 'node:util';
import { SCENARIOS, type ScenarioName } from './scenarios/scenarios.ts';

/** What `npm run demo` was asked for. */
export interface DemoArguments {
  /** Null: to stay open for people. */
  scenario: ScenarioName | null;
  /** Typed wherever people type secrets or content. */
  canary: string | null;
  /** Where nodes, profiles and pictures are left; null: nowhere. */
  keep: string | null;
}

/** @returns null for what makes no sense */
export function parseDemoArguments(args: string[]): DemoArguments | null {
  try {
    const { values } = parseArgs({
      args,
      options: {
        scenario: { type: 'string' },
        json: { type: 'boolean' },
        canary: { type: 'string' },
        keep: { type: 'string' },
      },
    });
    const { scenario, canary = null, keep = null } = values;
    // Too short a canary is found by chance.
    if (canary !== null && canary.length < 8) return null;
    if (scenario === undefined) return canary === null && keep === null ? { scenario: null, canary, keep } : null;
    const known = Object.hasOwn(SCENARIOS, scenario) ? (scenario as ScenarioName) : null;
    return known === null ? null : { scenario: known, canary, keep };
  } catch {
    return null;
  }
}
