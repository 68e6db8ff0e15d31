import type { Everything } from '#app/queries/everything.ts';

/** The whole directory as the GraphQL interface says it, with what a reader of the file alone has to know. */
export function directoryJson(everything: Everything): string {
  const about = {
    title: 'Directory of national referral mechanisms in the 57 participating States of the OSCE',
    publisher: 'NRM Portal',
    licence: 'CC-BY-4.0',
    licenceUrl: 'https://creativecommons.org/licenses/by/4.0/',
    checkedOn:
      everything.states
        .map(({ checkedOn }) => checkedOn)
        .sort()
        .at(-1) ?? null,
    notice:
      'Compiled from public sources; nothing was tried by telephone. provenance and verifiedOn say what a State has confirmed.',
    fields: 'Names and meaning as in the GraphQL schema at /graphql.',
  };
  return `${JSON.stringify({ about, ...everything }, null, 1)}\n`;
}
