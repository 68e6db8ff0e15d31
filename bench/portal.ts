import express from 'express';
import { connect } from '#db/client.ts';
import { createGraphqlFront } from '#graphql/front.ts';
import { createGraphqlDoor } from '#server/http/graphql-door.ts';
import { announce, databaseOfTheBench } from './child.ts';

/** The portal's GraphQL as it answers in production, without its pages. */
const sql = connect(databaseOfTheBench());
const app = express();
app.use('/graphql', createGraphqlDoor(createGraphqlFront(sql, (_id, error) => process.stderr.write(`${error}\n`))));
announce(app.listen(0, '127.0.0.1'));
