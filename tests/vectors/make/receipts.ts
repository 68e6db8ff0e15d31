import { signAcknowledgement } from '#crypto/acknowledgement.ts';
import { signDeletionReceipt } from '#crypto/deletion-receipt.ts';
import { signJws } from '#crypto/jws.ts';
import { signReceipt } from '#crypto/receipt.ts';
import { uuidAt } from '#crypto/test-support/statements.ts';
import type { ReceiptVector } from '../shapes.ts';
import { type Member, publicKeys, signingKeys } from './keys.ts';

type Typ = ReceiptVector['typ'];

const hour = '2026-11-22T10:00:00Z';
const sha256 = 'ab'.repeat(32);
const receipt = { envelope: uuidAt(1), sha256, sender: uuidAt(2), receiver: uuidAt(3), hour };
const acknowledgement = { organisation: uuidAt(3), envelopes: [{ id: uuidAt(1), sha256 }] };
const deletion = { organisation: uuidAt(3), ids: [uuidAt(1), uuidAt(4)], hour };

export async function receiptVectors(): Promise<ReceiptVector[]> {
  const { author } = signingKeys;
  const good = (name: string, typ: Typ, payload: object, jws: string): ReceiptVector => {
    return { name, typ, signedBy: 'author', payload, jws, code: null };
  };
  /** As somebody signs who keeps to no rule. */
  const bad = async (
    name: string,
    typ: Typ,
    payload: unknown,
    code: ReceiptVector['code'],
    { as = typ, by = 'author', kid = by }: { as?: Typ; by?: Member; kid?: Member } = {},
  ): Promise<ReceiptVector> => {
    const jws = await signJws({ typ: as, kid: publicKeys[kid], payload, signingKey: signingKeys[by] });
    return { name, typ, signedBy: 'author', payload: null, jws, code };
  };
  const [id] = acknowledgement.envelopes;
  return [
    good('a receipt', 'nrm-receipt', receipt, await signReceipt(receipt, author)),
    good(
      'an acknowledgement',
      'nrm-acknowledgement',
      acknowledgement,
      await signAcknowledgement(acknowledgement, author),
    ),
    good('a deletion receipt', 'nrm-deletion', deletion, await signDeletionReceipt(deletion, author)),
    await bad(
      'a receipt that tells the minute',
      'nrm-receipt',
      { ...receipt, hour: '2026-11-22T10:01:00Z' },
      'BAD_RECEIPT',
    ),
    await bad('a receipt that says more', 'nrm-receipt', { ...receipt, note: '' }, 'BAD_RECEIPT'),
    await bad('a receipt without a hash', 'nrm-receipt', { ...receipt, sha256: '' }, 'BAD_RECEIPT'),
    await bad('a receipt by another key', 'nrm-receipt', receipt, 'BAD_SIGNATURE', { by: 'stranger' }),
    await bad('a receipt that names another key', 'nrm-receipt', receipt, 'BAD_RECEIPT', { kid: 'stranger' }),
    await bad('an acknowledgement in the place of a receipt', 'nrm-receipt', receipt, 'WRONG_TYP', {
      as: 'nrm-acknowledgement',
    }),
    await bad(
      'an acknowledgement of nothing',
      'nrm-acknowledgement',
      { ...acknowledgement, envelopes: [] },
      'BAD_ACKNOWLEDGEMENT',
    ),
    await bad(
      'an acknowledgement of one thing twice',
      'nrm-acknowledgement',
      { ...acknowledgement, envelopes: [id, id] },
      'BAD_ACKNOWLEDGEMENT',
    ),
    await bad(
      'an acknowledgement that names another key',
      'nrm-acknowledgement',
      acknowledgement,
      'BAD_ACKNOWLEDGEMENT',
      { kid: 'second' },
    ),
    await bad('a deletion receipt of nothing', 'nrm-deletion', { ...deletion, ids: [] }, 'BAD_RECEIPT'),
    await bad(
      'a deletion receipt of one thing twice',
      'nrm-deletion',
      { ...deletion, ids: [uuidAt(1), uuidAt(1)] },
      'BAD_RECEIPT',
    ),
  ];
}
