import { toBase64url } from '#crypto/bytes.ts';
import { askerOf } from '../asker.ts';
import { builder } from '../builder.ts';

builder.queryField('nodeKey', (t) =>
  t.string({
    description: 'The public key of this node, Ed25519 as base64url: it signs receipts.',
    resolve: (_root, _args, context) => toBase64url(askerOf(context).keeps.nodeKey.publicKey),
  }),
);
