import { isIP } from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { PlainFailure } from './plain-failure.ts';
import { PROJECT_ROOT } from './project-root.ts';

/** The settings of a node. The environment is read here, once, and nowhere else. */
export interface Config {
  port: number;
  host: string;
  publicUrl: string;
  dataDir: string;
  /** undefined: the embedded database */
  databaseUrl: string | undefined;
  /** Needed beside `databaseUrl`. The owner of the tables, for migrations and loading. */
  databaseMigrateUrl: string | undefined;
  trustProxy: boolean | number | string;
  logLevel: string;
  /** A mailbox or web address at which readers reach the operator. */
  contact: string | undefined;
  /** Where the directory's files are. */
  directoryData: string;
  /** Where the registry's keys are that come with the software. */
  trustData: string;
  /** Null: no e-mail is sent. */
  mail: { smtpUrl: string; from: string } | null;
  /** Of a State's key files, for who signs without being asked. */
  keyPassphrase: string | undefined;
}

const PORTS = 'must be a whole number from 0 to 65535';
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

// The address itself is not repeated: it holds a password.
const databaseUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/.+/, 'must start with postgres://')
  .refine((text) => URL.canParse(text), 'is no address: write special signs of a password as %23 and the like')
  .optional();

const environment = z.object({
  PORT: z
    .string()
    .regex(/^\d+$/, PORTS)
    .transform(Number)
    .refine((port) => port <= 65535, PORTS)
    .default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  DATA_DIR: z.string().min(1).default('./.data'),
  DATABASE_URL: databaseUrl,
  DATABASE_MIGRATE_URL: databaseUrl,
  TRUST_PROXY: z
    .string()
    .refine(isProxySetting, 'must be true, false, a number of proxies or their addresses')
    .default('false'),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  CONTACT: z
    .union([z.email(), z.url({ protocol: /^https?$/ })], 'must be a mailbox or an http or https address')
    .optional(),
  DIRECTORY_DATA: z.string().min(1).default('./directory-data'),
  TRUST_DATA: z.string().min(1).default('./directory-data/trust'),
  NRM_PASSPHRASE: z.string().optional(),
  // Not repeated either, for the same reason.
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/.+/, 'must start with smtp:// or smtps://')
    .refine((text) => URL.canParse(text), 'is no address: write special signs of a password as %23 and the like')
    .optional(),
  MAIL_FROM: z.email('must be a mailbox').optional(),
});

/** @throws PlainFailure with the name of every setting that is wrong */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  // An empty setting is one that is not made.
  const made = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = environment.safeParse(made);
  if (!result.success) {
    const reasons = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new PlainFailure(`These settings are wrong: ${reasons.join('; ')}.`);
  }
  const settings = result.data;
  const { SMTP_URL: smtpUrl, MAIL_FROM: from } = settings;
  if (smtpUrl !== undefined && from === undefined) {
    throw new PlainFailure('These settings are wrong: MAIL_FROM is needed beside SMTP_URL.');
  }
  return {
    port: settings.PORT,
    host: settings.HOST,
    publicUrl: settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`,
    dataDir: path.resolve(PROJECT_ROOT, settings.DATA_DIR),
    databaseUrl: settings.DATABASE_URL,
    databaseMigrateUrl: settings.DATABASE_MIGRATE_URL,
    trustProxy: proxySetting(settings.TRUST_PROXY),
    logLevel: settings.LOG_LEVEL,
    contact: settings.CONTACT,
    directoryData: path.resolve(PROJECT_ROOT, settings.DIRECTORY_DATA),
    trustData: path.resolve(PROJECT_ROOT, settings.TRUST_DATA),
    mail: smtpUrl === undefined || from === undefined ? null : { smtpUrl, from },
    keyPassphrase: settings.NRM_PASSPHRASE,
  };
}

/** What Express would refuse later, without the name of the setting. */
function isProxySetting(text: string): boolean {
  const isProxy = (proxy: string) => {
    const [address = '', prefix] = proxy.split('/');
    if (prefix === undefined && ['loopback', 'linklocal', 'uniquelocal'].includes(address)) return true;
    const bits = isIP(address) === 6 ? 128 : 32;
    return isIP(address) !== 0 && (prefix === undefined || (/^\d+$/.test(prefix) && Number(prefix) <= bits));
  };
  return /^(true|false|\d+)$/.test(text) || text.split(',').every((proxy) => isProxy(proxy.trim()));
}

/** As Express reads it: yes, no, a number of proxies, or their addresses. */
function proxySetting(text: string): boolean | number | string {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^\d+$/.test(text) ? Number(text) : text;
}
