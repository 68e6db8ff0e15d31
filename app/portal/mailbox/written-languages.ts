import { LANGUAGES, OFFERED_LANGUAGES } from '#app/languages.ts';

/** In which people may say that they write; readers' browsers then show and read it aloud as such. */
export const WRITTEN_LANGUAGES = [
  ...OFFERED_LANGUAGES.map((code) => ({ value: code as string, label: LANGUAGES[code].name })),
  // BCP 47 for one that is not said.
  { value: 'und', label: '…' },
];
