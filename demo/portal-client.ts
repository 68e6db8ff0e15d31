import { base32nopad } from '@scure/base';
import { client, ready } from '@serenity-kit/opaque';
import { newBundle, type OpenerSecret, openerFor, readBundle, writeBundle } from '#crypto/bundle.ts';
import { type Bytes, fromBase64url } from '#crypto/bytes.ts';
import { type MemberKeys, newMemberKeys } from '#crypto/member-keys.ts';
import { totpCode, totpStepAt } from '#domain/accounts/totp-codes.ts';

/** Of everybody who signs in. */
export const DEVICE = 'Test on a desk';

/** The authenticator apps of everybody, and the time that they and the node have. */
export interface Apps {
  /** By sign-in name. */
  secrets: Map<string, Uint8Array<ArrayBuffer>>;
  now: number;
}

/** A code that was never shown before: half a minute passes. */
export function nextCode(apps: Apps, signInName: string): string {
  const secret = apps.secrets.get(signInName);
  if (secret === undefined) throw new Error(`${signInName} has no authenticator app.`);
  apps.now += 30_000;
  return totpCode(secret, totpStepAt(apps.now));
}

/** How a browser without pages reaches a node. */
export interface NodeDoor {
  /** Of the node's own pages. */
  origin: string;
  /** Answers a POST to `/graphql`. */
  send(headers: Record<string, string>, body: string): Promise<Response>;
  /** Stretching of passphrases is the browser's affair alone; without pages it may be quicker. */
  stretching: Stretching;
}

type Stretching = NonNullable<Parameters<typeof client.finishLogin>[0]['keyStretching']>;

/** A browser without pages: it keeps the cookie and does its half of OPAQUE. */
export class PortalClient {
  cookie = '';
  setCookie: string | null = null;
  /** Of whoever made an account here. */
  keys: MemberKeys | null = null;
  /** Of the passphrase that was given last. */
  exportKey: Bytes | null = null;
  /** Everything that was sent. */
  readonly sent: string[] = [];

  constructor(
    private readonly door: NodeDoor,
    readonly apps: Apps,
  ) {}

  async ask(query: string, variables: Record<string, unknown> = {}, headers: Record<string, string> = {}) {
    const body = JSON.stringify({ query, variables });
    this.sent.push(body);
    const { origin } = this.door;
    const sent = { 'Content-Type': 'application/json', Origin: origin, Cookie: this.cookie, ...headers };
    const response = await this.door.send(sent, body);
    this.setCookie = response.headers.get('set-cookie');
    if (this.setCookie !== null) this.cookie = this.setCookie.split(';')[0] ?? '';
    return (await response.json()) as { data: any; errors?: any[] };
  }

  /** @returns an answer that comes bit by bit, as `text/event-stream` */
  subscribe(subscription: string): Promise<Response> {
    const { origin } = this.door;
    const headers = {
      'Content-Type': 'application/json',
      Accept: 'text/event-stream',
      Origin: origin,
      Cookie: this.cookie,
    };
    return this.door.send(headers, JSON.stringify({ query: subscription }));
  }

  /** @returns the first field of the answer */
  async change(mutation: string, variables: Record<string, unknown>): Promise<any> {
    const { data, errors } = await this.ask(mutation, variables);
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return Object.values(data)[0];
  }

  /** The browser's half of making an account: its keys, and what is sent of them; or the refusal. */
  async register(link: string | null, name: string, passphrase: string): Promise<any> {
    await ready;
    const { clientRegistrationState, registrationRequest } = client.startRegistration({ password: passphrase });
    const started = await this.change(
      `mutation ($link: String, $name: String!, $registrationRequest: String!) {
        startSetUp(link: $link, name: $name, registrationRequest: $registrationRequest) {
          ... on StartedSetUp { accountId registrationResponse } ... on Refusal { code sentence }
        }
      }`,
      { link, name, registrationRequest },
    );
    if (started.code !== undefined) return started;
    const { accountId, registrationResponse } = started;
    const { registrationRecord, exportKey } = client.finishRegistration({
      clientRegistrationState,
      registrationResponse,
      password: passphrase,
      keyStretching: this.door.stretching,
    });
    this.exportKey = fromBase64url(exportKey);
    this.keys = await newMemberKeys();
    return { accountId, registrationRecord, bundle: await this.sealKeys(accountId) };
  }

  /** The keys as they are now, sealed under the passphrase that was given last. */
  async sealKeys(accountId: string): Promise<string> {
    if (this.keys === null || this.exportKey === null) throw new Error('No account was made here.');
    const opener = { id: 'passphrase', kind: 'passphrase', secret: this.exportKey } as const;
    return writeBundle(await newBundle(this.keys, accountId, [opener]));
  }

  async setUp(link: string, name: string, passphrase: string): Promise<any> {
    const made = await this.register(link, name, passphrase);
    if (made.code !== undefined) return made;
    return this.change(
      `mutation ($link: String!, $accountId: ID!, $name: String!, $registrationRecord: String!, $bundle: String!) {
        finishSetUp(
          link: $link, accountId: $accountId, name: $name, registrationRecord: $registrationRecord, bundle: $bundle
        ) { ... on SetUpDone { signInName } ... on Refusal { code sentence } }
      }`,
      { link, name, ...made },
    );
  }

  async startSignIn(name: string, passphrase: string): Promise<any> {
    await ready;
    const { clientLoginState, startLoginRequest } = client.startLogin({ password: passphrase });
    const started = await this.change(
      `mutation ($name: String!, $startLoginRequest: String!) {
        startSignIn(name: $name, startLoginRequest: $startLoginRequest) {
          ... on StartedSignIn { id loginResponse } ... on Refusal { code sentence }
        }
      }`,
      { name, startLoginRequest },
    );
    return { ...started, clientLoginState };
  }

  finishSignIn(signIn: string, finishLoginRequest: string): Promise<any> {
    return this.change(
      `mutation ($signIn: ID!, $finishLoginRequest: String!) {
        finishSignIn(signIn: $signIn, finishLoginRequest: $finishLoginRequest, device: "${DEVICE}") {
          ... on Me { id signInName isOperator }
          ... on FactorNeeded { due: id totp passkeyOptions }
          ... on Refusal { code sentence }
        }
      }`,
      { signIn, finishLoginRequest },
    );
  }

  finishWithTotp(signIn: string, code: string, device = DEVICE): Promise<any> {
    return this.change(
      `mutation ($signIn: ID!, $code: String!, $device: String!) {
        finishWithTotp(signIn: $signIn, code: $code, device: $device) {
          ... on Me { id signInName isOperator } ... on Refusal { code sentence }
        }
      }`,
      { signIn, code, device },
    );
  }

  /** Takes an authenticator app into use. */
  async addTotp(name: string): Promise<any> {
    const offered = await this.change(
      'mutation { offerTotp { ... on OfferedTotp { secret address } ... on Refusal { code sentence } } }',
      {},
    );
    if (offered.code !== undefined) return offered;
    this.apps.secrets.set(name, Uint8Array.from(base32nopad.decode(offered.secret)));
    return this.change(
      `mutation ($code: String!) {
        confirmTotp(code: $code) { ... on Me { id lacksFactor hasTotp } ... on Refusal { code sentence } }
      }`,
      { code: nextCode(this.apps, name) },
    );
  }

  /** Signs in with every factor; whoever is obliged to have one and has none takes one into use. @returns `me`, or the refusal */
  async signIn(typed: string, passphrase: string): Promise<any> {
    const first = await this.givePassphrase(typed, passphrase);
    const name = typed.trim().toLowerCase();
    const me = first.due === undefined ? first : await this.finishWithTotp(first.due, nextCode(this.apps, name));
    const { setCookie } = this;
    if (me.code === undefined && (await this.ask('{ me { lacksFactor } }')).data.me.lacksFactor)
      await this.addTotp(name);
    this.setCookie = setCookie;
    return me;
  }

  /** @returns `me`, what is still due, or the refusal */
  async givePassphrase(name: string, passphrase: string): Promise<any> {
    const { id, loginResponse, clientLoginState, ...refusal } = await this.startSignIn(name, passphrase);
    if (refusal.code !== undefined) return refusal;
    const finished = client.finishLogin({
      clientLoginState,
      loginResponse,
      password: passphrase,
      keyStretching: this.door.stretching,
    });
    this.exportKey = finished === undefined ? null : fromBase64url(finished.exportKey);
    // With a wrong passphrase the browser knows it by itself; it still answers, so that the try is counted like any other.
    return this.finishSignIn(id, finished?.finishLoginRequest ?? 'A'.repeat(86));
  }

  /** @returns `me`, or the refusal */
  async changePassphrase(bundle: string, known: OpenerSecret, passphrase: string): Promise<any> {
    await ready;
    const { clientRegistrationState, registrationRequest } = client.startRegistration({ password: passphrase });
    const started = await this.change(
      `mutation ($registrationRequest: String!) {
        startNewPassphrase(registrationRequest: $registrationRequest) {
          ... on StartedPassphrase { registrationResponse } ... on Refusal { code }
        }
      }`,
      { registrationRequest },
    );
    if (started.code !== undefined) return started;
    const { registrationRecord, exportKey } = client.finishRegistration({
      clientRegistrationState,
      registrationResponse: started.registrationResponse,
      password: passphrase,
      keyStretching: this.door.stretching,
    });
    const { me } = (await this.ask('{ me { id } }')).data;
    const secret = fromBase64url(exportKey);
    const opener = await openerFor(readBundle(bundle), me.id, known, { id: 'passphrase', kind: 'passphrase', secret });
    return this.change(
      `mutation ($registrationRecord: String!, $opener: OpenerInput!) {
        finishNewPassphrase(registrationRecord: $registrationRecord, opener: $opener) {
          ... on Me { id owesPassphrase lacksFactor bundle } ... on Refusal { code sentence }
        }
      }`,
      { registrationRecord, opener },
    );
  }
}
