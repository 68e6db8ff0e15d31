import path from 'node:path';
import { openAsker } from '../ask.ts';
import { type Config, readConfig } from '../config.ts';
import type { PassphraseSource } from '../directory-tools/key-passphrases.ts';
import { sentenceFor } from '../plain-failure.ts';

const USAGE = `npm run directory -- check [FOLDER]   is every file of the directory as it must be?
npm run directory -- load  [FOLDER]   put them into the database, wholly or not at all
FOLDER is directory-data unless given.

npm run directory -- keys   STATE FOLDER [ROOT [TARGETS]]   make a State's keys; 2/3 is two of three, 1/1 unless given
npm run directory -- sign   STATE FOLDER   say and sign what FOLDER/organisations.json says
npm run directory -- rotate-root STATE FOLDER [root=2/3] [targets=1/2] [node]   sign the next root: with these new keys, or as it is
npm run directory -- verify FOLDER         does a publication hold, and what does it say?
npm run directory -- revoke  STATE FOLDER ORGANISATION REASON   shut out at once: suspended, compromised or left
npm run directory -- restore STATE FOLDER ORGANISATION          let in again
npm run directory -- publish STATE FOLDER [--root-words "TWELVE WORDS"]   put the newest publication into the database
STATE is its two-letter code, ORGANISATION a UUID or an address. Passphrases are asked for, or taken from NRM_PASSPHRASE.`;

/** The tools of a State's directory editor and of its signers. */
export default async function directory(args: string[]): Promise<number> {
  try {
    const config = readConfig(process.env);
    const ended = await run(args, config);
    if (ended === null) process.stderr.write(`${USAGE}\n`);
    return ended ?? 2;
  } catch (error) {
    process.stderr.write(`${sentenceFor(error)}\n`);
    return 1;
  }
}

/** Each loaded when it is asked for: a signer need not wait for what only loading needs. */
const TOOLS = {
  check: async () => (await import('../directory-tools/check.ts')).check,
  keys: async () => (await import('../directory-tools/keys.ts')).keys,
  load: async () => (await import('../directory-tools/load.ts')).load,
  publish: async () => (await import('../directory-tools/publish.ts')).publish,
  restore: async () => (await import('../directory-tools/revoke.ts')).restore,
  revoke: async () => (await import('../directory-tools/revoke.ts')).revoke,
  rotateRoot: async () => (await import('../directory-tools/rotate-root.ts')).rotateRoot,
  sign: async () => (await import('../directory-tools/sign.ts')).sign,
  verify: async () => (await import('../directory-tools/verify.ts')).verify,
};

/** @returns null when the arguments make no sense */
async function run([verb, ...rest]: string[], config: Config): Promise<number | null> {
  const [first, second, ...more] = rest;
  const isForState = /^[A-Z]{2}$/.test(first ?? '') && second !== undefined;
  if (verb === 'keys' && isForState && more.length <= 2) {
    return asking(config, async (source) => (await TOOLS.keys())(first ?? '', path.resolve(second), more, source));
  }
  if (verb === 'sign' && isForState && more.length === 0) {
    return asking(config, async (source) => (await TOOLS.sign())(first ?? '', path.resolve(second), source));
  }
  if (verb === 'rotate-root' && isForState) {
    return asking(config, async (source) =>
      (await TOOLS.rotateRoot())(first ?? '', path.resolve(second), more, source),
    );
  }
  if (verb === 'revoke' && isForState && more.length === 2) {
    const [which = '', reason = ''] = more;
    return asking(config, async (source) =>
      (await TOOLS.revoke())(first ?? '', path.resolve(second), { which, reason }, source),
    );
  }
  if (verb === 'restore' && isForState && more.length === 1) {
    return asking(config, async (source) =>
      (await TOOLS.restore())(first ?? '', path.resolve(second), more[0] ?? '', source),
    );
  }
  if (verb === 'publish' && isForState && (more.length === 0 || (more.length === 2 && more[0] === '--root-words'))) {
    const words = more[1] ?? null;
    return asking(config, async ({ asker }) =>
      (await TOOLS.publish())(first ?? '', path.resolve(second), { words, asker, config }),
    );
  }
  if (second !== undefined) return null;
  if (verb === 'verify' && first !== undefined) return (await TOOLS.verify())(path.resolve(first));
  const data = first === undefined ? config.directoryData : path.resolve(first);
  if (verb === 'check') return (await TOOLS.check())(data);
  return verb === 'load' ? (await TOOLS.load())(data, config) : null;
}

async function asking(config: Config, work: (source: PassphraseSource) => Promise<number>): Promise<number> {
  const asker = openAsker();
  try {
    return await work({ given: config.keyPassphrase, asker });
  } finally {
    asker.close();
  }
}
