/**
 * The Remix options, in the one place where they are set; `vite.config.ts` imports them.
 *
 * All `v3_` flags are on and no route uses what they remove, so that the move to the successor of Remix 2 stays
 * mechanical (docs/decisions/001).
 *
 * @type {import('@remix-run/dev').VitePluginConfig}
 */
export default {
  appDirectory: 'app',
  buildDirectory: 'build/web',
  future: {
    v3_fetcherPersist: true,
    v3_lazyRouteDiscovery: true,
    v3_relativeSplatPath: true,
    v3_routeConfig: true,
    v3_singleFetch: true,
    v3_throwAbortReason: true,
  },
};
