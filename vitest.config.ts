import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const require = createRequire(import.meta.url);
// Vite would load GraphQL as an ES module while Node loads it as CommonJS: two copies that refuse each other's schemas.
const alias = [{ find: /^graphql$/, replacement: require.resolve('graphql') }];

export default defineConfig({
  resolve: { alias },
  test: {
    // Tests wait for other processes more than they compute.
    maxWorkers: 3,
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: [
            '{app,casework,crypto,domain,federation,graphql,server}/**/*.test.{ts,tsx}',
            'tests/{data,house,vectors}/**/*.test.ts',
          ],
          // None changes what another sees, and to load everything anew for each file takes longer than the tests.
          isolate: false,
          // Keys and seals take milliseconds, and on a busy machine many times that.
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'database',
          include: ['tests/{database,graphql,members,search}/**/*.test.ts'],
          globalSetup: ['tests/support/template-database.ts'],
          // Each file has a database of its own.
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      onPortals('portal', 'tests/{browser,process}/**/*.test.ts'),
      // Portals and databases that are killed, starved and started twice: `npm run test:faults`, and CI.
      onPortals('faults', 'tests/faults/**/*.test.ts'),
      // Too long for every change: `npm run test:pages`.
      onPortals('pages', 'tests/pages/**/*.test.ts'),
    ],
  },
});

/** Tests of portals that run as an operator starts them, with a browser. */
function onPortals(name: string, include: string) {
  return {
    resolve: { alias },
    test: {
      name,
      include: [include],
      globalSetup: ['tests/support/running-portal.ts'],
      // How soon a page shows something belongs in the bench; on a busy machine it may take seconds.
      expect: { poll: { timeout: 20_000 } },
      testTimeout: 60_000,
      hookTimeout: 120_000,
    },
  };
}
