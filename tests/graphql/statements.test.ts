import { describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/test-database.ts';
import { asker } from './asking.ts';

const database = openTestDatabase();
const { ask } = asker(database.sql);

const MOST = 13;

const RECORD = 'id name provenance checkedOn verifiedOn sources { title publisher url date } note { codes text }';
const STATE = `
  code name mechanism { status sources { title } }
  hotlines { ${RECORD} phones { number } languages { code label } state { code name } }
  contactPoints { ${RECORD} phones { number } state { code } }
  services { ${RECORD} phones { number } }
  procedures { ${RECORD} }
  promisingPractices { ${RECORD} }`;

async function statementsFor(query: string): Promise<number> {
  database.takeStatements();
  const { errors } = await ask(query);
  expect(errors).toBeUndefined();
  return database.takeStatements().length;
}

describe('the number of SQL statements', () => {
  it('does not grow with the number of records', async () => {
    const small = await statementsFor(`{ state(code: "VA") { ${STATE} } }`);
    const large = await statementsFor(`{ state(code: "DE") { ${STATE} } }`);
    // One for each table, and one more wherever a list's sources come a moment after another's: never one a record.
    expect(small).toBeLessThanOrEqual(MOST);
    expect(large).toBeLessThanOrEqual(MOST);
  });

  it('is the same for one State and for all', async () => {
    const one = await statementsFor('{ state(code: "RO") { hotlines { name phones { number } } } }');
    const all = await statementsFor('{ states { hotlines { name phones { number } } } }');
    expect(all).toBe(one);
    expect(all).toBe(2);
  });
});
