import type { ProofTexts } from '#crypto/verify/prove-organisation.ts';
import { readKeyProof } from '#domain/publications/key-proof.ts';
import { asViewer } from '../asker.ts';
import { builder } from '../builder.ts';

const KeyProofType = builder.objectRef<ProofTexts>('KeyProof').implement({
  description:
    'Texts by which a browser proves to itself which key belongs to an organisation. Nothing in them is to be believed unproved.',
  fields: (t) => ({
    registry: t.exposeString('registry', { nullable: true, description: 'The signed list of publishers, JSON' }),
    roots: t.stringList({ description: 'TUF, from the first to the last', resolve: ({ roots }) => [...roots] }),
    timestamp: t.exposeString('timestamp', { description: 'TUF' }),
    snapshot: t.exposeString('snapshot', { description: 'TUF' }),
    targets: t.exposeString('targets', { description: 'TUF' }),
    organisations: t.exposeString('organisations', { description: 'The target organisations.json' }),
    revocations: t.exposeString('revocations', { description: 'JWS by the duty key' }),
    statement: t.exposeString('statement', { description: 'JWS by the enrolment key' }),
  }),
});

builder.queryField('keyProof', (t) =>
  t.field({
    type: KeyProofType,
    description: 'For whoever is signed in.',
    args: { organisation: t.arg.id({ required: true }) },
    resolve: (_root, { organisation }, context) => asViewer(context, (sql) => readKeyProof(sql, organisation)),
  }),
);
