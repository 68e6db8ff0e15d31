import { useQuery } from '@tanstack/react-query';
import { FormTermsDocument } from '#app/queries/portal/form-terms.ts';
import { CODE_LISTS } from '#casework/forms/code-lists.ts';
import type { Field } from '#casework/forms/form.ts';
import { codeKey, type Labels, labelOf } from '#casework/forms/labels.ts';
import { NAMED_HERE } from '#casework/forms/spoken-languages.ts';
import { askPortal } from '../ask.ts';
import { type PortalLanguage, type Wording, wordingIn } from '../languages.ts';
import { type PortalTranslator, translatorOf, useLabels, usePortalText } from '../text.tsx';

/** One that can be chosen. */
export interface Option {
  code: string;
  label: string;
}

/** What forms are written with, in one language. */
export interface FormWords {
  t: PortalTranslator;
  label(key: string): string;
  /** Null where there is none. */
  hint(field: string): string | null;
  options(kind: Field['kind']): readonly Option[];
}

/** The words of forms, by their key, in the reader's language. */
export function useLabel(): (key: string) => string {
  const labels = useLabels();
  return (key) => labelOf(labels, key);
}

/**
 * @param other another language than the reader's: what is read to somebody, or printed for somebody
 * @returns null until they are there
 */
export function useFormWords(other?: PortalLanguage): FormWords | null {
  const { lang: own } = usePortalText();
  const lang = other ?? own;
  const { data } = useQuery({
    queryKey: ['form words', lang],
    queryFn: () => readFormWords(lang),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? null;
}

export async function readFormWords(lang: PortalLanguage): Promise<FormWords> {
  const [wording, { vocabularies }] = await Promise.all([
    wordingIn(lang),
    askPortal(FormTermsDocument, { language: lang }),
  ]);
  return formWords(wording, vocabularies);
}

type Terms = readonly { name: string; terms: readonly Option[] }[];

function formWords(wording: Wording, terms: Terms): FormWords {
  const { labels, lang } = wording;
  // Asked for with every key that somebody presses.
  const countries = once(() => named(lang, 'region', CAPITALS, NO_COUNTRIES));
  const languages = once(() =>
    withNamedHere(named(lang, 'language', SMALL, [...NO_LANGUAGES, ...NAMED_HERE]), labels, lang),
  );
  return {
    t: translatorOf(wording),
    label: (key) => labelOf(labels, key),
    hint: (field) => labels[`hint.${field}`] ?? null,
    options(kind) {
      switch (kind.type) {
        case 'code':
        case 'codes':
          return listed(kind.list, labels);
        case 'terms':
          return terms.find(({ name }) => name === kind.list)?.terms ?? [];
        case 'countries':
          return countries();
        case 'languages':
          return languages();
        default:
          return [];
      }
    },
  };
}

function once<Made>(make: () => Made): () => Made {
  let made: { it: Made } | null = null;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
}

function listed(list: Extract<Field['kind'], { type: 'code' | 'codes' }>['list'], labels: Labels): Option[] {
  return CODE_LISTS[list].map((code) => ({ code, label: labelOf(labels, codeKey(list, code)) }));
}

const CAPITALS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const SMALL = CAPITALS.map((letter) => letter.toLowerCase());
/** Codes that browsers name and that are no countries, or where nobody lives. */
const NO_COUNTRIES = [
  'EU',
  'EZ',
  'UN',
  'QO',
  'XA',
  'XB',
  'ZZ',
  'AC',
  'CP',
  'CQ',
  'DG',
  'EA',
  'IC',
  'TA',
  'BV',
  'HM',
  'AQ',
];
/** Nobody's own. */
const NO_LANGUAGES = ['la', 'ia', 'ie', 'eo', 'io', 'vo', 'sa', 'pi', 'cu', 'ae', 'tl', 'sh'];

/** Everything of two letters that the browser has a name for, each once, in the order of the language. */
function named(
  lang: string,
  type: 'region' | 'language',
  letters: readonly string[],
  but: readonly string[],
): Option[] {
  const names = new Intl.DisplayNames(lang, { type, fallback: 'none' });
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return codes
    .filter((code) => !but.includes(code) && isPresent(type, code))
    .flatMap((code) => {
      const label = names.of(code);
      return label === undefined ? [] : [{ code, label }];
    })
    .filter(({ label }, place, all) => all.findIndex((other) => other.label === label) === place)
    .sort((one, other) => one.label.localeCompare(other.label, lang));
}

/** With those that browsers lack. */
function withNamedHere(options: readonly Option[], labels: Labels, lang: string): Option[] {
  const own = NAMED_HERE.map((code) => ({ code, label: labelOf(labels, `spoken.${code}`) }));
  return [...options, ...own].sort((one, other) => one.label.localeCompare(other.label, lang));
}

/** Codes that were replaced are named as what replaced them. */
function isPresent(type: 'region' | 'language', code: string): boolean {
  const tag = type === 'region' ? `und-${code}` : code;
  return Intl.getCanonicalLocales(tag)[0] === tag;
}
