import type { Stage } from '../stage.ts';
import { enquiry } from './enquiry.ts';
import { handingOn } from './handing-on.ts';
import { keys } from './keys.ts';
import { messages } from './messages.ts';
import { override } from './override.ts';
import { referral } from './referral.ts';
import { withdrawal } from './withdrawal.ts';

/** What was seen. A fact that is false makes the scenario fail. */
export type Facts = Record<string, boolean | number | string | string[]>;

export const SCENARIOS = {
  keys,
  messages,
  enquiry,
  referral,
  withdrawal,
  override,
  handing_on: handingOn,
} satisfies Record<string, (stage: Stage) => Promise<Facts>>;

export type ScenarioName = keyof typeof SCENARIOS;
