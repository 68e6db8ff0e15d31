import type { Problem } from '#domain/directory/files/problem.ts';
import { problemLine } from '#domain/directory/files/problem.ts';
import type { DirectoryWatch } from '../directory-watch.ts';

/** What an operator and a monitor see at `/health`. A node that answers from copies still helps people: it is not "down". */
export function healthReport(watch: DirectoryWatch, refused: readonly Problem[]) {
  const version = watch.version();
  const reachable = watch.isReachable();
  return {
    status: reachable && refused.length === 0 ? 'ok' : 'degraded',
    database: reachable ? 'reachable' : 'unreachable',
    directory:
      version === null ? null : { entries: version.entries, loadedAt: version.loadedAt, hash: version.contentHash },
    refusedFiles: refused.map(problemLine),
  };
}
