import { chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect';

/** As much of Vitest as the tests of `crypto/` use. The bundler puts it in Vitest's place, so that they run in a page. */

interface Test {
  name: string;
  run: (...given: unknown[]) => unknown;
}

export interface Outcome {
  passed: number;
  /** "name: what was wrong" */
  failed: string[];
}

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);
export const expect = chai.expect;

const tests: Test[] = [];
const preparations: Test['run'][] = [];
let group = '';

export function it(name: string, run: Test['run']): void {
  tests.push({ name: `${group}${name}`, run });
}

/** Before all tests, whichever group declares it. */
export function beforeAll(prepare: Test['run']): void {
  preparations.push(prepare);
}

it.each = (cases: readonly unknown[]) => (name: string, run: Test['run']) => {
  for (const [index, given] of cases.entries()) {
    it(`${name} (${index + 1})`, () => run(...(Array.isArray(given) ? given : [given])));
  }
};

export function describe(name: string, declare: () => void): void {
  group = `${name}, `;
  declare();
  group = '';
}

describe.each = (cases: readonly unknown[]) => (name: string, declare: Test['run']) => {
  for (const [index, given] of cases.entries()) {
    describe(`${name} (${index + 1})`, () => void declare(...(Array.isArray(given) ? given : [given])));
  }
};

/** Runs what was declared, one after the other. */
export async function runAll(): Promise<Outcome> {
  const failed: string[] = [];
  for (const prepare of preparations) await prepare();
  for (const { name, run } of tests) {
    try {
      await run();
    } catch (error) {
      failed.push(`${name}: ${error}`);
    }
  }
  return { passed: tests.length - failed.length, failed };
}

declare global {
  var nrmRunAll: typeof runAll;
}
