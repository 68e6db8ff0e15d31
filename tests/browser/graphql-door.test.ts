import { serverAudits } from 'graphql-http';
import { describe, expect, inject, it } from 'vitest';
import { browserOfThisFile } from './visit.ts';

const { visit, base } = browserOfThisFile();
const endpoint = new URL('/graphql', inject('portal')).href;
const QUESTION = '{ state(code: "RO") { name } }';

async function post(body: BodyInit, headers: Record<string, string> = {}) {
  return fetch(endpoint, { method: 'POST', body, headers: { 'Content-Type': 'application/json', ...headers } });
}

async function codeOf(response: Response): Promise<unknown> {
  const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
  expect(errors[0]?.message).toMatch(/^[A-Z].*\.$/);
  return errors[0]?.extensions.code;
}

it('follows GraphQL over HTTP: all 61 audits', async () => {
  const audits = serverAudits({ url: endpoint });
  const results = await Promise.all(audits.map((audit) => audit.fn()));
  expect(results.filter(({ status }) => status !== 'ok').map(({ name }) => name)).toEqual([]);
  expect(results).toHaveLength(61);
});

describe('is open to everyone, without credentials', () => {
  it('from any origin, for questions', async () => {
    const response = await post(JSON.stringify({ query: QUESTION }), { Origin: 'https://somewhere.example' });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await response.json()).toEqual({ data: { state: { name: 'Romania' } } });
  });

  it('as a GET', async () => {
    const response = await fetch(`${endpoint}?query=${encodeURIComponent(QUESTION)}`);
    expect(await response.json()).toEqual({ data: { state: { name: 'Romania' } } });
  });

  it('and answers the question that browsers ask before', async () => {
    const response = await fetch(endpoint, {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://somewhere.example',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type',
      },
    });
    expect(response.ok).toBe(true);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-headers')).toMatch(/content-type/i);
  });
});

describe('refuses', () => {
  it.each([
    ['a body of 1 MB', 'a'.repeat(1024 * 1024)],
    ['a body of one byte too many', 'a'.repeat(32 * 1024 + 1)],
  ])('%s with TOO_LONG', async (_name, body) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(await codeOf(response)).toBe('TOO_LONG');
  });

  it('a body without end', async () => {
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(16 * 1024)) });
    const response = await post(endless, {}).catch(() => null);
    if (response !== null) expect(response.status).toBe(400);
  });

  it('an address that is longer than any question', async () => {
    const response = await fetch(`${endpoint}?query=${'a'.repeat(15_000)}&b=${'b'.repeat(1500)}`);
    expect([400, 431]).toContain(response.status);
  });

  it.each(['text/plain', 'application/xml', 'image/png'])('a question sent as %s', async (type) => {
    const response = await post(QUESTION, { 'Content-Type': type });
    expect(response.status).toBe(415);
    expect(await codeOf(response)).toBe('BAD_TEXT');
  });

  it('a compressed body, which could be a bomb', async () => {
    const response = await post(new Uint8Array([31, 139, 8, 0]), { 'Content-Encoding': 'gzip' });
    expect(response.status).toBe(400);
    expect(await codeOf(response)).toBe('BAD_TEXT');
  });

  it.each([
    '',
    'nonsense',
    '[]',
    'null',
    '{"query": 1}',
    '{"query": "{"}',
    '\u0000',
    '{"query":"{a}","variables":"x"}',
  ])('the body %j with an error of GraphQL, never 500', async (body) => {
    const response = await post(body);
    expect([200, 400]).toContain(response.status);
    const text = await response.text();
    expect(JSON.parse(text).errors.length).toBeGreaterThan(0);
    expect(text).not.toMatch(/node_modules|at .*\.js/);
  });
});

describe('the explorer', () => {
  it('is what a browser sees that comes without a question, and works without any third party', async () => {
    const { page, requests, complaints, close } = await visit('/graphql');
    await page.getByText('Whom to call in Romania').first().waitFor();
    await page.getByRole('button', { name: /Execute query/ }).click();
    await page.getByText('ANITP helpline').first().waitFor();
    const elsewhere = requests.filter((url) => !url.startsWith(base) && !url.startsWith('blob:'));
    expect(elsewhere).toEqual([]);
    expect(complaints.filter((text) => /Content Security Policy|Refused/.test(text))).toEqual([]);
    await close();
  });

  it('does not stand in the way of a browser that brings a question', async () => {
    const response = await fetch(`${endpoint}?query=${encodeURIComponent(QUESTION)}`, {
      headers: { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' },
    });
    expect(response.headers.get('content-type')).toMatch(/json/);
  });
});
