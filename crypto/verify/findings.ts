/** Why nothing may be sealed although the proof holds. */
export type StopCode =
  | 'ROOT_EXPIRED'
  | 'TARGETS_EXPIRED'
  | 'SNAPSHOT_LAPSED'
  | 'TIMESTAMP_LAPSED'
  | 'REVOCATIONS_LAPSED'
  | 'STATEMENT_EXPIRED'
  | 'REGISTRY_EXPIRED'
  | 'REGISTRY_DISAGREES'
  | 'EXPIRES_TOO_LATE'
  | 'ENROLMENT_KEY_CHANGED'
  | 'ORGANISATION_SUSPENDED'
  | 'ORGANISATION_LEFT'
  | 'ORGANISATION_REVOKED'
  | 'NODE_REVOKED'
  | 'NO_CURRENT_PERIOD';

/** What the reader is told, and what stops nothing. */
export type WarningCode =
  | 'SNAPSHOT_EXPIRED'
  | 'TIMESTAMP_EXPIRED'
  | 'REVOCATIONS_EXPIRED'
  | 'REGISTRY_EXPIRED'
  | 'REGISTRY_MISSING'
  | 'REGISTRY_SET_ASIDE'
  | 'ENROLMENT_KEY_REPLACED'
  | 'RECENTLY_ENROLLED';

/** The interface words the code in the reader's language; the sentence is for a log. */
export interface Finding<Code> {
  code: Code;
  sentence: string;
}

export type Stop = Finding<StopCode>;
export type Warning = Finding<WarningCode>;

const STOPS: Record<StopCode, string> = {
  ROOT_EXPIRED: "The State's root has expired.",
  TARGETS_EXPIRED: "The State's publication has expired.",
  SNAPSHOT_LAPSED: "The State's snapshot expired more than 14 days ago.",
  TIMESTAMP_LAPSED: "The State's timestamp expired more than 14 days ago.",
  REVOCATIONS_LAPSED: "The State's revocation list expired more than 14 days ago.",
  STATEMENT_EXPIRED: "The organisation's statement has expired.",
  REGISTRY_EXPIRED: 'The registry has expired, and nobody here has compared the root of this State.',
  REGISTRY_DISAGREES: 'The registry names another root for this State than the one that was compared.',
  EXPIRES_TOO_LATE: "A file is valid for longer than any of its kind, or this device's clock is wrong.",
  ENROLMENT_KEY_CHANGED: "The organisation's enrolment key has changed, and the old key did not sign the new one.",
  ORGANISATION_SUSPENDED: 'The State has suspended the organisation.',
  ORGANISATION_LEFT: 'The organisation has left.',
  ORGANISATION_REVOKED: "The organisation is on the State's revocation list.",
  NODE_REVOKED: "The organisation's node is on the State's revocation list.",
  NO_CURRENT_PERIOD: 'The organisation has no current encryption key.',
};

const WARNINGS: Record<WarningCode, string> = {
  SNAPSHOT_EXPIRED: "The State's snapshot has expired.",
  TIMESTAMP_EXPIRED: "The State's timestamp has expired.",
  REVOCATIONS_EXPIRED: "The State's revocation list has expired.",
  REGISTRY_EXPIRED: 'The registry has expired.',
  REGISTRY_MISSING: 'The registry was not shown, or no longer names this State.',
  REGISTRY_SET_ASIDE: 'The registry names another root for this State; two members have set it aside.',
  ENROLMENT_KEY_REPLACED: "The organisation's enrolment key has changed; the old key signed the new one.",
  RECENTLY_ENROLLED: 'The organisation was enrolled less than 30 days ago.',
};

/** Gathers findings while a proof is made; each once. */
export class Findings {
  readonly #stops = new Set<StopCode>();
  readonly #warnings = new Set<WarningCode>();

  stop(code: StopCode): void {
    this.#stops.add(code);
  }

  warn(code: WarningCode): void {
    this.#warnings.add(code);
  }

  get stops(): Stop[] {
    return Array.from(this.#stops, (code) => ({ code, sentence: STOPS[code] }));
  }

  get warnings(): Warning[] {
    return Array.from(this.#warnings, (code) => ({ code, sentence: WARNINGS[code] }));
  }
}
