import { equalBytes, toUtf8 } from '../bytes.ts';
import { canonicalJson } from '../canonical-json.ts';
import { assertUnique, fieldsOf, listOf, matching, oneOf, ShapeError, text, uuid } from '../shape.ts';
import { readPublicKey } from './public-keys.ts';
import { malformed, parseJson, shaped } from './strict-text.ts';

const STANDINGS = ['active', 'suspended', 'left'] as const;

export type Standing = (typeof STANDINGS)[number];

/** An organisation as its State vouches for it. */
export interface Organisation {
  /** UUID. The identity: name, address and keys may change. */
  id: string;
  name: string;
  /** A word of the directory's vocabulary. */
  kind: string;
  /** `name@host`. A route, nothing else. */
  address: string;
  /** UUID of the node that holds its mailbox. */
  node: string;
  /** Ed25519, 32 bytes as base64url. */
  enrolmentKey: string;
  /** `left` stays in the list: absence would say nothing. */
  standing: Standing;
  /** YYYY-MM-DD */
  enrolledOn: string;
  /** The change from the key before, signed by that key (`key-change.ts`). */
  previousKeySignature?: string;
}

/** The part of a State's publication that makes the directory a key directory. */
export interface Organisations {
  /** The publisher's code, two capitals. */
  state: string;
  /** Ed25519, 32 bytes as base64url. Signs the revocation list. */
  dutyKey: string;
  organisations: Organisation[];
}

/** The name of the target. */
export const ORGANISATIONS_TARGET = 'organisations.json';

const MOST_ORGANISATIONS = 5000;
const MOST_CHARACTERS = 8 * 1024 * 1024;

const STATE_CODE = /^[A-Z]{2}$/;

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const ADDRESS = new RegExp(`^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?@${LABEL}(?:\\.${LABEL}){0,20}(?::[1-9]\\d{0,4})?$`);

/** No line ends, and nothing that is not seen or turns the direction of writing: names stand beside keys. */
const NAME = /^(?! )[^\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]{1,200}(?<! )$/u;

/**
 * Canonical JSON (RFC 8785) only: parsers disagree about a member that stands twice, and the State signs the bytes.
 *
 * @throws ProofError TOO_LARGE, MALFORMED, BAD_KEY
 */
export function readOrganisations(json: string): Organisations {
  const value = parseJson('organisations', json, MOST_CHARACTERS);
  return shaped('organisations', () => {
    const list = readOrganisationsShape(value);
    if (!equalBytes(canonicalJson(list), toUtf8(json))) throw malformed('organisations', 'it is not canonical JSON');
    return list;
  });
}

/** @throws ShapeError; ProofError BAD_KEY */
function readOrganisationsShape(value: unknown): Organisations {
  const fields = fieldsOf(value, ['state', 'dutyKey', 'organisations']);
  const list = {
    state: matching(fields.state, STATE_CODE, 'the State'),
    dutyKey: readPublicKey('organisations', fields.dutyKey),
    organisations: listOf(fields.organisations, MOST_ORGANISATIONS, readOrganisation),
  };
  const { organisations } = list;
  assertUnique(ids(organisations, 'id'), 'the id of an organisation');
  assertUnique(ids(organisations, 'address'), 'an address');
  assertUnique([list.dutyKey, ...ids(organisations, 'enrolmentKey')], 'a key');
  return list;
}

function ids(organisations: readonly Organisation[], member: 'id' | 'address' | 'enrolmentKey'): string[] {
  return organisations.map((organisation) => organisation[member]);
}

function readOrganisation(value: unknown): Organisation {
  const names = ['id', 'name', 'kind', 'address', 'node', 'enrolmentKey', 'standing', 'enrolledOn'] as const;
  const hasChanged = typeof value === 'object' && value !== null && 'previousKeySignature' in value;
  const fields: Record<string, unknown> = fieldsOf(value, hasChanged ? [...names, 'previousKeySignature'] : names);
  const organisation: Organisation = {
    id: uuid(fields.id),
    name: matching(fields.name, NAME, 'the name of an organisation'),
    kind: matching(fields.kind, /^[a-z][a-z0-9_-]{0,59}$/, 'the kind of an organisation'),
    address: matching(fields.address, ADDRESS, 'an address'),
    node: uuid(fields.node),
    enrolmentKey: readPublicKey('organisations', fields.enrolmentKey),
    standing: oneOf(fields.standing, STANDINGS),
    enrolledOn: day(fields.enrolledOn),
  };
  if (!hasChanged) return organisation;
  return { ...organisation, previousKeySignature: keyChange(fields.previousKeySignature) };
}

function keyChange(value: unknown): string {
  const jws = text(value);
  if (jws.length > 1000) throw new ShapeError('the change of a key is too long');
  return jws;
}

function day(value: unknown): string {
  const written = matching(value, /^\d{4}-\d\d-\d\d$/, 'a day (like 2026-11-22)');
  const moment = new Date(`${written}T00:00:00Z`);
  if (Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== written) {
    throw new ShapeError('a day does not exist');
  }
  return written;
}
