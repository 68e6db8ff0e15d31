import { expect, vi } from 'vitest';
import { accept, apply, type Invented, PASSPHRASE } from '#demo/organisation-client.ts';
import { PortalClient } from '#demo/portal-client.ts';
import type { PortalProcess } from './portal-process.ts';

/** Somebody of an invented organisation that was accepted, signed in with every factor. */
export type Office = PortalClient & { organisationId: string };

/** People on a real portal that nobody has used before, without pages. It may be started again on the same port. */
export async function signedInOn({ url, output }: PortalProcess) {
  const link = await vi.waitUntil(() => /first account within a day: \S+\/([\w-]+)\n/.exec(output())?.[1]);
  function newBrowser(): PortalClient {
    const send = (headers: Record<string, string>, body: string) =>
      fetch(`${url}/graphql`, { method: 'POST', headers, body });
    // Their codes would be from the future if they shared an app: each costs half a minute.
    const app = { secrets: new Map(), now: Date.now() - 30_000 };
    return new PortalClient({ origin: url, stretching: 'memory-constrained', send }, app);
  }

  async function enter<B extends PortalClient>(browser: B, signInName: string): Promise<B> {
    expect(await browser.signIn(signInName, PASSPHRASE)).toMatchObject({ signInName });
    return browser;
  }

  const operator = newBrowser();
  await operator.setUp(link, 'operator', PASSPHRASE);
  await enter(operator, 'operator');

  async function office(signInName: string, invented: Invented = {}): Promise<Office> {
    const browser = newBrowser();
    const { organisationId } = await apply(browser, signInName, invented);
    await enter(browser, signInName);
    expect(await accept(operator, organisationId)).toEqual({ organisationId });
    return Object.assign(browser, { organisationId: organisationId as string });
  }

  return { newBrowser, enter, operator, office };
}
