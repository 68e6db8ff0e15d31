import { builder } from './builder.ts';
import './types/scalars.ts';
import './types/state.ts';
import './types/guidance.ts';
import './types/vocabulary.ts';
import './types/node-query.ts';
import './types/search.ts';
import './types/coverage.ts';
import './types/library.ts';
import './types/standard.ts';

export const schema = builder.toSchema();
