import express from 'express';
import { openPools } from '#db/pools.ts';
import { createGraphqlFront } from '#graphql/front.ts';
import { createGraphqlDoor } from '#server/http/graphql-door.ts';
import { announce, databaseOfTheBench } from './child.ts';

/** The portal's GraphQL as it answers in production, without its pages. */
const pools = openPools(databaseOfTheBench());
const app = express();
app.use('/graphql', createGraphqlDoor(createGraphqlFront(pools, (_id, error) => process.stderr.write(`${error}\n`))));
announce(app.listen(0, '127.0.0.1'));
