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
import './types/refusal.ts';
import './types/me.ts';
import './types/sign-in.ts';
import './types/set-up.ts';
import './types/own-organisation.ts';
import './types/application.ts';
import './types/invitation.ts';

export const schema = builder.toSchema();
