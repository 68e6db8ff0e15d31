import { isUuid } from '#domain/uuid.ts';
import { builder } from '../builder.ts';
import { NodeInterface } from './node.ts';

builder.queryField('node', (t) =>
  t.field({
    type: NodeInterface,
    nullable: true,
    description: 'A State or an entry by its UUID; null when there is none.',
    args: { id: t.arg.id({ required: true }) },
    resolve: async (_root, args, { load }) => {
      const id = String(args.id).toLowerCase();
      if (!isUuid(id)) return null;
      return (await load.entry.load(id)) ?? load.stateById.load(id);
    },
  }),
);
