import { execute } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { Pools } from '#db/pools.ts';
import { createContext, type GraphqlContext } from './context.ts';
import { presentable, type ReportSurprise } from './errors.ts';
import { costObjection } from './limits.ts';
import { schema } from './schema.ts';

/**
 * Answers GraphQL over HTTP: GET and POST at `/graphql`.
 *
 * @returns a Yoga server; its `fetch` answers a Request
 */
export function createGraphqlFront(pools: Pools, report: ReportSurprise) {
  return createYoga<object, GraphqlContext>({
    schema,
    context: () => createContext(pools),
    graphqlEndpoint: '/graphql',
    graphiql: false,
    landingPage: false,
    logging: false,
    // Who may ask from where is the door's affair: server/http/graphql-door.ts.
    cors: false,
    maskedErrors: { maskError: (error) => presentable(error, report) },
    plugins: [withinLimits],
  });
}

const withinLimits: Plugin<GraphqlContext> = {
  onExecute: ({ args, setResultAndStopExecution, setExecuteFn }) => {
    // Yoga's own executor writes fields in the order in which they are ready; answers keep the order of the question.
    setExecuteFn(execute);
    const objection = costObjection(schema, args);
    if (objection !== null) setResultAndStopExecution({ errors: [objection] });
  },
};
