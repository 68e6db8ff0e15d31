import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const require = createRequire(import.meta.url);
// Vite would load GraphQL as an ES module while Node loads it as CommonJS: two copies that refuse each other's schemas.
const alias = [{ find: /^graphql$/, replacement: require.resolve('graphql') }];

export default defineConfig({
  resolve: { alias },
  test: {
    // Tests wait for other processes more than they compute.
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: [
            '{app,casework,crypto,domain,federation,graphql,server}/**/*.test.{ts,tsx}',
            'tests/{data,house,vectors}/**/*.test.ts',
          ],
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
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'portal',
          include: ['tests/browser/**/*.test.ts', 'tests/process/**/*.test.ts'],
          globalSetup: ['tests/support/running-portal.ts'],
          // How soon a page shows something belongs in the bench; on a busy machine it may take seconds.
          expect: { poll: { timeout: 20_000 } },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        // Portals and databases that are killed, starved and started twice: `npm run test:faults`, and CI.
        resolve: { alias },
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          globalSetup: ['tests/support/running-portal.ts'],
          expect: { poll: { timeout: 20_000 } },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        // Too long for every change: `npm run test:pages`.
        resolve: { alias },
        test: {
          name: 'pages',
          include: ['tests/pages/**/*.test.ts'],
          globalSetup: ['tests/support/running-portal.ts'],
          // How soon a page shows something belongs in the bench; on a busy machine it may take seconds.
          expect: { poll: { timeout: 20_000 } },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
