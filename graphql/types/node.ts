import { builder } from '../builder.ts';

export const NodeInterface = builder.interfaceRef<{ id: string }>('Node').implement({
  description: "Anything with an id: the record's UUID, the same in addresses, GraphQL, HSDS and files.",
  fields: (t) => ({ id: t.exposeID('id') }),
});
