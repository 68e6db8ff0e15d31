import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { PlainFailure } from './plain-failure.ts';

describe('settings', () => {
  it('have defaults that serve on this machine only', () => {
    expect(readConfig({} as NodeJS.ProcessEnv)).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      databaseUrl: undefined,
      trustProxy: false,
      logLevel: 'info',
    });
  });

  it('that are empty are not made', () => {
    const config = readConfig({ PORT: '', DATABASE_URL: '', TRUST_PROXY: '' } as unknown as NodeJS.ProcessEnv);
    expect(config).toMatchObject({ port: 3000, databaseUrl: undefined, trustProxy: false });
  });

  it.each(['help@portal.example', 'https://portal.example/contact'])('CONTACT may be %s', (contact) => {
    expect(readConfig({ CONTACT: contact } as unknown as NodeJS.ProcessEnv)).toMatchObject({ contact });
  });

  it('sends e-mail when it knows how and from whom, and is refused when only how', () => {
    const made = { SMTP_URL: 'smtp://mail.example:587', MAIL_FROM: 'portal@nrm.example' };
    expect(readConfig(made as unknown as NodeJS.ProcessEnv).mail).toEqual({
      smtpUrl: made.SMTP_URL,
      from: made.MAIL_FROM,
    });
    expect(readConfig({ MAIL_FROM: made.MAIL_FROM } as unknown as NodeJS.ProcessEnv).mail).toBeNull();
    expect(() => readConfig({ SMTP_URL: made.SMTP_URL } as unknown as NodeJS.ProcessEnv)).toThrow('MAIL_FROM');
  });

  it.each([
    ['true', true],
    ['2', 2],
    ['loopback', 'loopback'],
  ])('TRUST_PROXY=%s is read as Express reads it', (text, value) => {
    const { trustProxy } = readConfig({ TRUST_PROXY: text } as unknown as NodeJS.ProcessEnv);
    expect([trustProxy].flat().join()).toBe(String(value));
  });

  it.each([
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['PORT', '80.5'],
    ['PUBLIC_URL', 'portal'],
    ['DATABASE_URL', 'mysql://x'],
    ['LOG_LEVEL', 'loud'],
    ['CONTACT', 'our office'],
    ['CONTACT', 'javascript:alert(1)'],
    ['TRUST_PROXY', 'maybe'],
    ['SMTP_URL', 'mail.example'],
    ['MAIL_FROM', 'our office'],
  ])('%s=%s is refused by name', (name, value) => {
    const read = () => readConfig({ [name]: value } as unknown as NodeJS.ProcessEnv);
    expect(read).toThrow(PlainFailure);
    expect(read).toThrow(name);
  });
});
