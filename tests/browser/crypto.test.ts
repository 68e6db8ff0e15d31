import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { open, seal } from '#crypto/age.ts';
import { newBundle, openBundle, readBundle, writeBundle } from '#crypto/bundle.ts';
import { fromHex, fromUtf8, toBase64url, toHex, toUtf8 } from '#crypto/bytes.ts';
import { verifyJws } from '#crypto/jws.ts';
import { newMemberKeys, publicHalf } from '#crypto/member-keys.ts';
import {
  newRecoveryCode,
  readRecoveryCode,
  recoveryAuthenticator,
  recoveryWrappingKey,
} from '#crypto/recovery-code.ts';
import { fingerprint } from '#crypto/words.ts';
import { launchBrowser } from '#demo/browser.mjs';
import { PROJECT_ROOT } from '#server/project-root.ts';
import { pagesOfTests, runTests, serveScripts } from './script-pages.ts';

const ACCOUNT = '0e7c3f6a-2d4b-4c53-9d57-0a6f7c1d2e3f';
const keys = await newMemberKeys();

let browser: Browser;
let page: Page;
const complaints: string[] = [];

const TESTS = ['crypto', 'tests/vectors'].flatMap((folder) =>
  readdirSync(path.join(PROJECT_ROOT, folder))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `${folder}/${name}`),
);
const pages = await serveScripts({ '/': `import './tests/browser/crypto-in-page.ts'`, ...pagesOfTests(TESTS) });

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage();
  page.on('console', (message) => complaints.push(message.text()));
  await page.goto(pages.addressOf('/'));
  await page.waitForFunction(() => globalThis.nrmCrypto !== undefined);
});

afterAll(async () => {
  await browser?.close();
  pages.close();
  expect(complaints.filter((text) => !text.includes('favicon'))).toEqual([]);
});

it('opens in the browser what Node sealed, and in Node what the browser sealed', async () => {
  const sealed = toHex(await seal(toUtf8('from Node'), [keys.recipient]));
  const { opened, answer, refused } = await page.evaluate(
    async ([sealedHere, identity, recipient]) => {
      const { age, bytes } = globalThis.nrmCrypto;
      const file = bytes.fromHex(sealedHere);
      const stranger = await age.generateIdentity();
      return {
        opened: bytes.fromUtf8(await age.open(file, [identity])),
        answer: bytes.toHex(await age.seal(bytes.toUtf8('from the browser'), [recipient])),
        refused: await age.open(file, [stranger]).catch(({ code }) => code),
      };
    },
    [sealed, keys.identity, keys.recipient] as const,
  );
  expect({ opened, refused }).toEqual({ opened: 'from Node', refused: 'NOT_FOR_US' });
  expect(fromUtf8(await open(fromHex(answer), [keys.identity]))).toBe('from the browser');
});

it('opens a bundle with a recovery code in the browser, and signs with the keys in it', async () => {
  const code = newRecoveryCode();
  const secret = await recoveryWrappingKey(readRecoveryCode(code));
  const bundle = writeBundle(await newBundle(keys, ACCOUNT, [{ id: 'recovery', kind: 'recovery', secret }]));
  const signed = await page.evaluate(
    async ([bundleText, account, typed]) => {
      const { bundle, bytes, jws, recoveryCode, words } = globalThis.nrmCrypto;
      const entered = recoveryCode.readRecoveryCode(typed);
      const wrappingKey = await recoveryCode.recoveryWrappingKey(entered);
      const opener = { id: 'recovery', kind: 'recovery', secret: wrappingKey } as const;
      const opened = await bundle.openBundle(bundle.readBundle(bundleText), account, opener);
      const kid = bytes.toBase64url(opened.signingPublicKey);
      return {
        jws: await jws.signJws({ typ: 'nrm-test', kid, payload: { ä: [1, null] }, signingKey: opened.signingKey }),
        words: await words.fingerprint(opened.signingPublicKey),
        authenticator: bytes.toHex(await recoveryCode.recoveryAuthenticator(entered)),
      };
    },
    [bundle, ACCOUNT, code.toLowerCase()] as const,
  );
  expect(await verifyJws(signed.jws, { typ: 'nrm-test', publicKey: keys.signingPublicKey })).toEqual({
    kid: toBase64url(keys.signingPublicKey),
    payload: { ä: [1, null] },
  });
  expect(signed.words).toBe(await fingerprint(keys.signingPublicKey));
  expect(signed.authenticator).toBe(toHex(await recoveryAuthenticator(readRecoveryCode(code))));
});

it('makes keys in the browser that Node can use', async () => {
  const made = await page.evaluate(async (account) => {
    const { bundle, bytes, ed25519, memberKeys } = globalThis.nrmCrypto;
    const fresh = await memberKeys.newMemberKeys();
    const secret = bytes.randomBytes(32);
    const opener = { id: 'passkey', kind: 'passkey', secret } as const;
    const other = await ed25519.newSigningKeyPair();
    const signature = await ed25519.sign(bytes.toUtf8('a'), other.signingKey);
    return {
      publicHalf: memberKeys.publicHalf(fresh),
      bundle: bundle.writeBundle(await bundle.newBundle(fresh, account, [opener])),
      secret: bytes.toHex(secret),
      isVerified: await ed25519.verify(bytes.toUtf8('a'), signature, other.publicKey),
    };
  }, ACCOUNT);
  const opener = { id: 'passkey', kind: 'passkey', secret: fromHex(made.secret) } as const;
  expect(publicHalf(await openBundle(readBundle(made.bundle), ACCOUNT, opener))).toEqual(made.publicHalf);
  expect(made.isVerified).toBe(true);
});

it.each(TESTS)('passes %s in the browser', async (file) => {
  const { passed, failed } = await runTests(browser, pages.addressOf(`/${file}`), complaints);
  expect(failed).toEqual([]);
  expect(passed).toBeGreaterThan(0);
});
