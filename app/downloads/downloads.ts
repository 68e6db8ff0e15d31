import type { Ask } from '#app/load-context.ts';
import { EverythingDocument } from '#app/queries/everything.ts';
import { directoryJson } from './directory-json.ts';
import { hotlinesCsv } from './hotlines-csv.ts';

/** A file for reuse. */
export interface Download {
  type: string;
  make: (ask: Ask) => Promise<string>;
}

/** What lies under `/data/`, by name. */
export const DOWNLOADS: Readonly<Record<string, Download>> = {
  'directory.json': {
    type: 'application/json; charset=utf-8',
    make: async (ask) => directoryJson(await ask(EverythingDocument, {})),
  },
  'hotlines.csv': {
    type: 'text/csv; charset=utf-8; header=present',
    make: async (ask) => hotlinesCsv(await ask(EverythingDocument, {})),
  },
};
