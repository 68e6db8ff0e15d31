/** What `crypto.test.ts` calls inside the browser. */
import * as age from '#crypto/age.ts';
import * as bundle from '#crypto/bundle.ts';
import * as bytes from '#crypto/bytes.ts';
import * as ed25519 from '#crypto/ed25519.ts';
import * as invitation from '#crypto/invitation.ts';
import * as jws from '#crypto/jws.ts';
import * as memberKeys from '#crypto/member-keys.ts';
import * as recoveryCode from '#crypto/recovery-code.ts';
import * as words from '#crypto/words.ts';

const inPage = { age, bundle, bytes, ed25519, invitation, jws, memberKeys, recoveryCode, words };

declare global {
  var nrmCrypto: typeof inPage;
}
globalThis.nrmCrypto = inPage;
