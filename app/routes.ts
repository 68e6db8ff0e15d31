import { index, type RouteConfig, route } from '@remix-run/route-config';

/** Every address that answers with a page. What is not listed is answered by `routes/not-found.tsx`. */
export default [
  index('routes/welcome.tsx'),
  route(':lang', 'routes/start.tsx'),
  route(':lang/states', 'routes/states.tsx'),
  route(':lang/states/:code', 'routes/state.tsx'),
  route(':lang/numbers', 'routes/numbers.tsx'),
  route(':lang/find', 'routes/find.tsx'),
  route(':lang/entries/:id', 'routes/entry.tsx'),
  route(':lang/about', 'routes/about.tsx'),
  route(':lang/privacy', 'routes/privacy.tsx'),
  route(':lang/stay-safe', 'routes/stay-safe.tsx'),
  route('*', 'routes/not-found.tsx'),
] satisfies RouteConfig;
