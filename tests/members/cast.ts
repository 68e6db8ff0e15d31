import { expect } from 'vitest';
import type { Database } from '#db/client.ts';
import { accept, apply, certify, type Invented, invite, join, PASSPHRASE } from '#demo/organisation-client.ts';
import type { PortalClient } from '#demo/portal-client.ts';
import { offerFirstOperator } from '#domain/accounts/set-up-links.ts';
import type { nodeWith } from './node-with.ts';

/** Somebody with a browser without pages, signed in with every factor. */
export type Player = PortalClient & { signInName: string };

/** Invented people who can do things on a node. */
export function castOf(node: ReturnType<typeof nodeWith>, sql: Database) {
  let count = 0;
  let firstOperator: Promise<PortalClient> | null = null;
  /** By State; where there is none, the operator decides. */
  const contactPoints = new Map<string, PortalClient>();

  const unique = (name: string) => `${name}-${++count}`;

  async function enter(browser: PortalClient, signInName: string): Promise<Player> {
    expect(await browser.signIn(signInName, PASSPHRASE)).toHaveProperty('id');
    return Object.assign(browser, { signInName });
  }

  async function makeOperator(): Promise<PortalClient> {
    const browser = node.browser();
    await browser.setUp((await offerFirstOperator(sql)) ?? '', 'operator', PASSPHRASE);
    return enter(browser, 'operator');
  }

  function operator(): Promise<PortalClient> {
    firstOperator ??= makeOperator();
    return firstOperator;
  }

  /** An organisation that waits for a decision, with its first member. */
  async function applied(invented: Invented = {}): Promise<Player & { organisationId: string }> {
    const [browser, signInName] = [node.browser(), unique('first')];
    const { organisationId, ...refusal } = await apply(browser, signInName, invented);
    expect(refusal).toEqual({});
    return Object.assign(await enter(browser, signInName), { organisationId: organisationId as string });
  }

  /** One that was accepted. */
  async function organisation(invented: Invented = {}): Promise<Player & { organisationId: string }> {
    const isContactPoint = invented.kind === 'contact_point';
    const decider = isContactPoint ? undefined : contactPoints.get(invented.stateCode ?? 'RO');
    const browser = await applied(invented);
    const { organisationId } = browser;
    expect(await accept(decider ?? (await operator()), organisationId)).toEqual({ organisationId });
    return browser;
  }

  async function contactPoint(stateCode: string): Promise<Player & { organisationId: string }> {
    const contact = await organisation({
      kind: 'contact_point',
      stateCode,
      name: `Invented Contact Point of ${stateCode}`,
      roles: ['administrator', 'caseworker', 'contact_point_officer'],
    });
    contactPoints.set(stateCode, contact);
    return contact;
  }

  /** One member more with these roles, certified. */
  async function colleague(administrator: PortalClient, roles: string[]): Promise<Player> {
    const invited = await invite(administrator, roles);
    const [browser, signInName] = [node.browser(), unique('colleague')];
    expect(await join(browser, invited, signInName)).toEqual({ done: true });
    expect(await certify(administrator, invited)).toHaveProperty('id');
    return enter(browser, signInName);
  }

  return { unique, operator, applied, organisation, contactPoint, colleague };
}
