import { GraphQLError } from 'graphql';
import { builder } from '../builder.ts';

builder.scalarType('Date', {
  description: 'A calendar day, YYYY-MM-DD.',
  serialize: (value) => value,
  parseValue: (value) => {
    if (typeof value === 'string' && isDay(value)) return value;
    throw new GraphQLError('A date is a day of the calendar, written YYYY-MM-DD.', {
      extensions: { code: 'BAD_RANGE' },
    });
  },
});

/** JavaScript would read 31 February as a day in March, PostgreSQL would fail. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '0001') return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
