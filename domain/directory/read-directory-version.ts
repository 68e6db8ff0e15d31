import type { Database } from '#db/client.ts';

/** Which directory is up. */
export interface DirectoryVersion {
  contentHash: string;
  loadedAt: Date;
  entries: number;
}

/** null as long as none was ever loaded */
export async function readDirectoryVersion(sql: Database): Promise<DirectoryVersion | null> {
  const [version] = await sql<DirectoryVersion[]>`
    select
      content_hash,
      loaded_at,
      entries
    from directory_version`;
  return version ?? null;
}
