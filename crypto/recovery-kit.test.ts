import { describe, expect, it } from 'vitest';
import { toBase64url } from './bytes.ts';
import { newSigningKeyPair } from './ed25519.ts';
import { kitAuthenticator, newRecoveryKit, readRecoveryKit, showRecoveryKit } from './recovery-kit.ts';
import { codeOf } from './test-support/code-of.ts';

async function kit() {
  const { publicKey } = await newSigningKeyPair();
  return newRecoveryKit({ organisation: '5f0c7f0a-5d8a-4a0e-9f5e-0d6f6b1c2a3d', enrolmentKey: toBase64url(publicKey) });
}

describe('a printed kit', () => {
  it('is read as it was shown, whatever the blanks and the case of its first line', async () => {
    const made = await kit();
    const shown = showRecoveryKit(made);
    expect(await readRecoveryKit(shown)).toEqual(made);
    const [identity = '', ...rest] = shown.split('\n');
    expect(await readRecoveryKit(`  ${identity.toLowerCase()} \n\n${rest.join('   ')} `)).toEqual(made);
  });

  it('is refused when a sign of any line is wrong or missing', async () => {
    const lines = showRecoveryKit(await kit()).split('\n');
    for (const index of lines.keys()) {
      const cut = lines.map((line, place) => (place === index ? line.slice(0, -1) : line)).join('\n');
      expect(await codeOf(() => readRecoveryKit(cut))).toBe('BAD_RECOVERY_KIT');
    }
    const [identity = ''] = lines;
    const wrong = [`${identity.slice(0, -1)}${identity.endsWith('Q') ? 'P' : 'Q'}`, ...lines.slice(1)].join('\n');
    expect(await codeOf(() => readRecoveryKit(wrong))).toBe('BAD_RECOVERY_KIT');
    expect(await codeOf(() => readRecoveryKit(`${lines.join('\n')} more`))).toBe('BAD_RECOVERY_KIT');
  });

  it('proves itself by something that is always the same and another for every kit', async () => {
    const [one, other] = [await kit(), await kit()];
    expect(await kitAuthenticator(one)).toEqual(await kitAuthenticator({ ...one }));
    expect(await kitAuthenticator(one)).not.toEqual(await kitAuthenticator(other));
  });
});
