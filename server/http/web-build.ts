import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/server-runtime';
import type * as Entry from '#app/entry.server.tsx';
import { PROJECT_ROOT } from '../project-root.ts';

/** The built pages and the schema, as `app/entry.server.tsx` hands them over. */
export interface WebBuild {
  pages: ServerBuild;
  entry: Omit<typeof Entry, 'default' | 'handleError'>;
  /** Changes with every build. */
  version: string;
}

export const CLIENT_FILES = path.join(PROJECT_ROOT, 'build', 'web', 'client');

export async function loadWebBuild(): Promise<WebBuild> {
  const file = path.join(PROJECT_ROOT, 'build', 'web', 'server', 'index.js');
  return asWebBuild((await import(pathToFileURL(file).href)) as ServerBuild);
}

export function asWebBuild(pages: ServerBuild): WebBuild {
  return { pages, entry: pages.entry.module as unknown as WebBuild['entry'], version: pages.assets.version };
}
