import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { base32nopad } from '@scure/base';
import { totpCode, totpStepAt } from '#domain/accounts/totp-codes.ts';
import { toldToStop } from '#server/told-to-stop.ts';
import { startDemoNode } from './node-process.ts';
import { type DemoPerson, inventSigners, populate } from './world.ts';

const DEFAULT_PORT = 3000;

/** Starts a node with invented people, says how they sign in, and stays until it is told to stop. Nothing is left behind. */
export async function stayOpen(): Promise<number> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'nrm-demo-'));
  const told = toldToStop();
  const say = (line: string) => process.stderr.write(`${line} …\n`);
  try {
    const trustData = path.join(folder, 'trust');
    const signers = await inventSigners(trustData);
    say('Starting the node');
    const port = Number(process.env.PORT ?? DEFAULT_PORT);
    const node = await startDemoNode({ host: 'at.localhost', port, folder: path.join(folder, 'node-at'), trustData });
    try {
      const { people } = await populate(node, signers, say);
      process.stdout.write(`${signInDetails(people)}\nready ${node.url}\nSign in at ${node.url}/portal\n`);
      if (process.stdin.isTTY) {
        process.stdout.write('Press Enter for the codes that the authenticator apps show now, Ctrl-C to end.\n');
        process.stdin.on('data', () => process.stdout.write(codes(people)));
      }
      await told;
    } finally {
      await node.stop();
    }
    return 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function signInDetails(people: readonly DemoPerson[]): string {
  const lines = people.flatMap(({ organisation, roles, signInName, passphrase, secret }) => [
    `${organisation} (${roles.join(', ')})`,
    `  name ${signInName}`,
    `  passphrase ${passphrase}`,
    ...(secret === null ? [] : [`  authenticator app ${base32nopad.encode(secret)}`]),
  ]);
  return ['Everybody and everything in this demo is invented.', ...lines, ''].join('\n');
}

function codes(people: readonly DemoPerson[]): string {
  const step = totpStepAt(Date.now());
  return people
    .filter(({ secret }) => secret !== null)
    .map(({ signInName, secret }) => `${secret === null ? '' : totpCode(secret, step)}  ${signInName}\n`)
    .join('');
}
