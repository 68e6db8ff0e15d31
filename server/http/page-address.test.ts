import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageAddress } from './page-address.ts';

describe('the page that a request asks for', () => {
  it.each([
    ['/', '/'],
    ['/en/states/RO', '/en/states/RO'],
    ['/en/states/RO?utm_source=x', '/en/states/RO'],
    ['/en/states?code=RO&x=1', '/en/states?code=RO'],
    ['/en/states?code=%3Cscript%3E', '/en/states?code=%3Cscript%3E'],
    ['/en/states?_data=routes/states', '/en/states'],
    ['/en/find?state=RO&text=secret&x=1', '/en/find?state=RO'],
    ['/en/states/RO.txt?x=1', '/en/states/RO.txt'],
    ['/en/compare?a=AT&b=RO&c=&d=1', '/en/compare?a=AT&b=RO&c='],
    ['/en/compare/AT/RO?a=BG', '/en/compare/AT/RO'],
    ['/en/library?theme=migration&area=EU&q=secret', '/en/library?theme=migration&area=EU'],
    ['/en/states/%D0%A0', '/en/states/%D0%A0'],
    ['/portal', '/portal'],
    ['/portal/join/a-link-that-works-once?x=1', '/portal'],
  ])('%s is %s', (target, address) => expect(pageAddress(target)).toBe(address));

  it.each([
    '//evil.example/en',
    '//[/en/entries/secret',
    'http://evil.example/en',
    '*',
    '',
    '/%ff',
    '/en/%',
    '/en/states/RO.data',
    `/${'a'.repeat(3000)}`,
  ])('%s is no page', (target) => expect(pageAddress(target)).toBe('/nowhere'));

  it('is always a path of this website, whatever is asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (target) => {
        const address = pageAddress(target);
        expect(new URL(address, 'http://here.example').host).toBe('here.example');
      }),
    );
  });
});
