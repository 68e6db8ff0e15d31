import { expect } from 'vitest';
import type { Database } from '#db/client.ts';
import { accept, apply, certify, type Invented, invite, join, PASSPHRASE } from '#demo/organisation-client.ts';
import type { PortalClient } from '#demo/portal-client.ts';
import { offerFirstOperator } from '#domain/accounts/set-up-links.ts';
import type { nodeWith } from './node-with.ts';

/** Invented people who can do things on a node, each with a browser without pages. */
export function castOf(node: ReturnType<typeof nodeWith>, sql: Database) {
  let count = 0;
  const unique = (name: string) => `${name}-${++count}`;
  let known: Promise<PortalClient> | null = null;

  async function firstOperator(): Promise<PortalClient> {
    const browser = node.browser();
    await browser.setUp((await offerFirstOperator(sql)) ?? '', 'operator', PASSPHRASE);
    await browser.signIn('operator', PASSPHRASE);
    return browser;
  }

  function operator(): Promise<PortalClient> {
    known ??= firstOperator();
    return known;
  }

  /** An organisation that was accepted, with its first member signed in. */
  async function organisation(invented: Invented = {}): Promise<PortalClient & { signInName: string }> {
    const browser = node.browser();
    const signInName = unique('first');
    const { organisationId, ...refusal } = await apply(browser, signInName, invented);
    expect(refusal).toEqual({});
    expect(await accept(await operator(), organisationId)).toEqual({ organisationId });
    await browser.signIn(signInName, PASSPHRASE);
    return Object.assign(browser, { signInName });
  }

  /** One member more with these roles, certified and signed in. */
  async function colleague(
    administrator: PortalClient,
    roles: string[],
  ): Promise<PortalClient & { signInName: string }> {
    const invited = await invite(administrator, roles);
    const [browser, signInName] = [node.browser(), unique('colleague')];
    expect(await join(browser, invited, signInName)).toEqual({ done: true });
    expect(await certify(administrator, invited)).toHaveProperty('id');
    await browser.signIn(signInName, PASSPHRASE);
    return Object.assign(browser, { signInName });
  }

  return { unique, operator, organisation, colleague };
}
