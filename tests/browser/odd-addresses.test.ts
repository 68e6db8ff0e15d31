import { request } from 'node:http';
import { describe, expect, inject, it } from 'vitest';

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** Asks for exactly this target, as no browser would. */
function ask(target: string, method = 'GET'): Promise<Answer> {
  const { hostname, port } = new URL(inject('portal'));
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path: target, method }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts).toString('utf8'),
        }),
      );
    });
    sent.on('error', reject).end();
  });
}

describe('an address that is none', () => {
  it.each([
    '//[/en/entries/secret',
    '//evil.example/en',
    'http://evil.example/en/states/RO',
    '/%ff',
    '/en/%',
    '/en/states/RO.data',
    '/_root.data',
    '/en/states/%00',
    '/en/entries/..%2f..%2fetc%2fpasswd',
    '/en/states?code=%3Cscript%3E',
    `/en/${'a'.repeat(4000)}`,
    '/en/states/RO/',
    '/.env',
  ])('%s shows the page that helps, with all headers', async (target) => {
    const { status, headers, body } = await ask(target);
    expect(status).toBe(target === '/en/states/RO/' ? 200 : 404);
    expect(body).toContain('tel:');
    expect(body).not.toMatch(/evil\.example|node_modules/);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['referrer-policy']).toBe('same-origin');
  });
});

it('leads from small letters to the State', async () => {
  const { status, headers } = await ask('/en/states/ro');
  expect([status, headers.location]).toEqual([308, '/en/states/RO']);
  const form = await ask('/en/states?code=ro');
  expect([form.status, form.headers.location]).toEqual([303, '/en/states/RO']);
});

it('answers HEAD as GET without the body', async () => {
  const { status, headers, body } = await ask('/en/states/RO', 'HEAD');
  expect([status, body]).toEqual([200, '']);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
});

it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'])('refuses %s on pages in one sentence', async (method) => {
  const { status, headers, body } = await ask('/en/states/RO', method);
  expect(status).toBe(405);
  expect(headers.allow).toBe('GET, HEAD');
  expect(body).toBe('This address answers GET only.\n');
});

it('says how it is, for operators', async () => {
  const { status, body } = await ask('/health');
  expect(status).toBe(200);
  expect(JSON.parse(body)).toMatchObject({ status: 'ok', database: 'reachable', refusedFiles: [] });
});
