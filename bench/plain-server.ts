import { createServer } from 'node:http';
import { openPools } from '#db/pools.ts';
import { readEntriesOfKinds } from '#domain/directory/read-entries.ts';
import { readServices } from '#domain/directory/read-services.ts';
import { readFacets } from '#domain/directory/search/read-facets.ts';
import { countMatches, searchDirectory } from '#domain/directory/search/search-directory.ts';
import { announce, databaseOfTheBench } from './child.ts';

/** What is left when GraphQL, Express and all limits are taken away: node:http, the same SQL, hand-written answers. */
const { sql, search } = openPools(databaseOfTheBench());

const ANSWERS: Record<string, (asked: { text?: string; id?: string }) => Promise<unknown>> = {
  '/search': async ({ text }) => {
    const { hits, didYouMean } = await searchDirectory(search, {
      text: text ?? null,
      filter: {},
      first: 20,
      after: null,
    });
    const entries = new Map((await readEntriesOfKinds(sql, hits)).map((entry) => [entry.id, entry]));
    const edges = hits.map(({ id, cursor }) => {
      const { name, stateCode } = entries.get(id) ?? {};
      return { cursor, node: { id, name, state: { code: stateCode } } };
    });
    return { didYouMean, edges };
  },
  '/facets': async ({ text }) => {
    const { matched } = await searchDirectory(search, { text: text ?? null, filter: {}, first: 1, after: null });
    const [totalCount, facets] = await Promise.all([countMatches(search, matched), readFacets(search, matched)]);
    return { totalCount, facets };
  },
  '/detail': async ({ id }) => (await readServices(sql, { ids: [id ?? ''] }))[0],
};

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (part) => {
    body += part;
  });
  request.on('end', async () => {
    try {
      const answer = await ANSWERS[request.url ?? '']?.(JSON.parse(body).variables);
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ data: answer }));
    } catch (error) {
      process.stderr.write(`${error}\n`);
      response.writeHead(500).end();
    }
  });
});
announce(server.listen(0, '127.0.0.1'));
