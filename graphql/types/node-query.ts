import { builder } from '../builder.ts';
import { NodeInterface } from './node.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

builder.queryField('node', (t) =>
  t.field({
    type: NodeInterface,
    nullable: true,
    description: 'A State or an entry by its UUID; null when there is none.',
    args: { id: t.arg.id({ required: true }) },
    resolve: async (_root, args, { load }) => {
      const id = String(args.id).toLowerCase();
      if (!UUID.test(id)) return null;
      return (await load.entry.load(id)) ?? load.stateById.load(id);
    },
  }),
);
