import { builder } from './builder.ts';
import './types/scalars.ts';
import './types/state.ts';
import './types/guidance.ts';
import './types/vocabulary.ts';
import './types/node-query.ts';
import './types/search.ts';

export const schema = builder.toSchema();
