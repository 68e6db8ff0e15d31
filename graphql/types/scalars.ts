import { GraphQLError } from 'graphql';
import { builder } from '../builder.ts';

builder.scalarType('Date', {
  description: 'A calendar day, YYYY-MM-DD.',
  serialize: (value) => value,
  parseValue: (value) => {
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
    throw new GraphQLError('A date is written YYYY-MM-DD.', { extensions: { code: 'BAD_RANGE' } });
  },
});
