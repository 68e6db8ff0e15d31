import { vitePlugin as remix } from '@remix-run/dev';
import { build } from 'esbuild';
import { defineConfig, type Plugin } from 'vite';
import remixConfig from './remix.config.js';

/** `import text from './x.ts?inline-script'`: the minified text of a small script that pages carry in themselves. */
function inlineScript(): Plugin {
  const query = '?inline-script';
  return {
    name: 'inline-script',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(query)) return null;
      const file = id.slice(0, -query.length);
      this.addWatchFile(file);
      const result = await build({
        entryPoints: [file],
        bundle: true,
        format: 'iife',
        minify: true,
        target: 'es2017',
        write: false,
      });
      return `export default ${JSON.stringify(result.outputFiles[0]?.text.trim() ?? '')};`;
    },
  };
}

/** The live part of the search page. Its name stands in that page; everything else is found through it. */
const LIVE_FIND = 'app/find/live.tsx';

/** The portal's pages, which need open keys and so a browser. */
const PORTAL = 'app/portal/portal.tsx';

/** By these names the pages ask for them. */
const OWN_NAMES: [file: string, name: string][] = [
  [LIVE_FIND, 'assets/live-find.js'],
  [PORTAL, 'assets/portal.js'],
];

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [inlineScript(), remix(remixConfig)],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    rollupOptions: isSsrBuild
      ? {}
      : {
          input: OWN_NAMES.map(([file]) => file),
          output: {
            entryFileNames: ({ facadeModuleId }) =>
              OWN_NAMES.find(([file]) => facadeModuleId?.endsWith(file))?.[1] ?? 'assets/[name]-[hash].js',
          },
        },
  },
}));
