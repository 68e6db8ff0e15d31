import { describe, expect, it } from 'vitest';
import { PlainFailure, sentenceFor, sentenceForListening } from './plain-failure.ts';

const failure = (fields: object) => Object.assign(new Error('internal words'), fields);

describe('what stopped a command', () => {
  it.each([
    [failure({ code: 'EADDRINUSE', port: 3000 }), /^Port 3000 is already in use/],
    [failure({ code: 'ENOSPC' }), /^The disk is full/],
    [failure({ code: '53100' }), /^The disk is full/],
    [new Error('initdb: No space left on device'), /^The disk is full/],
    [failure({ code: 'ECONNREFUSED' }), /cannot be reached \(ECONNREFUSED\): check DATABASE_URL/],
    [failure({ code: 'ENOTFOUND' }), /cannot be reached/],
    [failure({ code: 'ENOENT', syscall: 'connect' }), /cannot be reached/],
    [failure({ code: '28P01' }), /^The database refused the account in DATABASE_URL/],
    [failure({ code: '3D000' }), /^The database named in DATABASE_URL does not exist/],
    [failure({ code: '53300' }), /no connection left/],
    [new PlainFailure('As it stands.'), /^As it stands\.$/],
    [undefined, /gave no reason/],
  ])('%o is one plain sentence', (error, sentence) => {
    expect(sentenceFor(error)).toMatch(sentence);
    expect(sentenceFor(error)).toMatch(/\.$/);
    expect(sentenceFor(error)).not.toContain('\n');
  });

  it('names the setting that is to be looked at', () => {
    expect(sentenceFor(failure({ code: '28P01' }), 'DATABASE_MIGRATE_URL')).toContain('DATABASE_MIGRATE_URL');
  });
});

describe('why the portal cannot listen', () => {
  const place = { host: 'nohost.invalid', port: 80 };
  it.each([
    ['EADDRINUSE', /^Port 80/],
    ['EACCES', /^This account may not open port 80/],
    ['ENOTFOUND', /^HOST nohost\.invalid/],
  ])('%s', (code, sentence) => expect(sentenceForListening(failure({ code }), place)).toMatch(sentence));
});
