import { toHex, toUtf8 } from '#crypto/bytes.ts';
import { sign } from '#crypto/ed25519.ts';
import { canonicalTuf } from '#crypto/verify/canonical-tuf.ts';
import { keyIdOf } from '#crypto/verify/public-keys.ts';
import { type Publisher, registrySigners, verifyRegistry } from '#crypto/verify/registry.ts';
import { endOf, type Signing } from './sign-metadata.ts';

/**
 * The list of publishers, valid for thirteen months.
 *
 * @returns the JSON text
 * @throws ProofError when readers would refuse it
 */
export async function signRegistry(
  publishers: readonly Publisher[],
  { version, now, signers }: Signing,
): Promise<string> {
  const signed = { _type: 'registry', version, expires: endOf('registry', now), publishers };
  const bytes = toUtf8(canonicalTuf(signed));
  const signatures = await Promise.all(
    signers.map(async ({ signingKey, publicKey }) => ({
      keyid: await keyIdOf(publicKey),
      sig: toHex(await sign(bytes, signingKey)),
    })),
  );
  const text = JSON.stringify({ signatures, signed });
  const keys = signers.map(({ publicKey }) => publicKey);
  await verifyRegistry(text, await registrySigners({ keys, threshold: keys.length }));
  return text;
}
