import { expect, inject, it } from 'vitest';
import { browserOfThisFile } from './visit.ts';

const { visit, base } = browserOfThisFile();
const FIRST_LOAD = 50 * 1024;

interface Size {
  code: string;
  bytes: number;
}

/** Everything that comes over the wire for a first visit: headers and compressed bodies of all answers. */
async function weight(address: string): Promise<number> {
  const { page, close } = await visit('about:blank');
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  await close();
  return bytes;
}

async function sizesOfStatePages(): Promise<Size[]> {
  const response = await fetch(new URL('/graphql?query={states{code}}', base));
  const { data } = (await response.json()) as { data: { states: { code: string }[] } };
  return Promise.all(
    data.states.map(async ({ code }) => {
      const page = await fetch(new URL(`/en/states/${code}`, inject('portal')));
      return { code, bytes: (await page.arrayBuffer()).byteLength };
    }),
  );
}

it('is under 50 kB for the start page, the list with its map, all numbers, three countries and the widest table', async () => {
  for (const address of [
    '/',
    '/en/states',
    '/en/numbers',
    '/en/compare/DE/IT/GB',
    '/en/coverage/by/services',
    '/en/library',
    '/ru/guide/terms',
  ])
    expect(await weight(address)).toBeLessThan(FIRST_LOAD);
});

it('is under 50 kB for the largest State page', async () => {
  const [largest] = (await sizesOfStatePages()).sort((one, other) => other.bytes - one.bytes);
  expect(await weight(`/en/states/${largest?.code}`)).toBeLessThan(FIRST_LOAD);
});

it('is under 3 kB for the script', async () => {
  const html = await (await fetch(new URL('/en', base))).text();
  const scripts = [...html.matchAll(/<script[^>]*>(.*?)<\/script>/gs)].map(([, text]) => text ?? '');
  expect(scripts).toHaveLength(1);
  expect(scripts[0]?.length).toBeLessThan(3 * 1024);
});
