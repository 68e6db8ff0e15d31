import IntlMessageFormat from 'intl-messageformat';
import { LANGUAGES, type Lang } from '#app/languages.ts';

/** What can be wrong with texts of the interface in some language. */

export type Texts = Record<string, string>;

type Part = ReturnType<IntlMessageFormat['getAst']>[number];

/** All parts of a text, those inside plurals and selections too. */
function partsOf(parts: readonly Part[]): Part[] {
  return parts.flatMap((part) => [
    part,
    ...('options' in part ? Object.values(part.options).flatMap(({ value }) => partsOf(value)) : []),
  ]);
}

/** What a text takes: the name and kind of each value. */
function valuesOf(text: IntlMessageFormat): string[] {
  const taken = partsOf(text.getAst()).flatMap((part) =>
    'value' in part && part.type > 0 ? [`${part.value} ${part.type}`] : [],
  );
  return [...new Set(taken)].sort();
}

/** The forms of a number that a plural of this language lacks, of those that whole numbers up to 200 take. */
function missingForms(text: IntlMessageFormat, lang: Lang): string[] {
  const rules = new Intl.PluralRules(LANGUAGES[lang].formats);
  const taken = new Set(Array.from({ length: 201 }, (_, count) => rules.select(count)));
  return partsOf(text.getAst()).flatMap((part) =>
    'pluralType' in part ? [...taken, 'other'].filter((form) => !Object.hasOwn(part.options, form)) : [],
  );
}

/** @param original the English text */
export function faultsOf(lang: Lang, key: string, text: string, original: string): string[] {
  try {
    const format = new IntlMessageFormat(text, LANGUAGES[lang].formats);
    const source = new IntlMessageFormat(original, 'en');
    const faults = missingForms(format, lang).map((form) => `${key}: no form "${form}"`);
    if (`${valuesOf(format)}` !== `${valuesOf(source)}`) {
      faults.push(`${key} takes ${valuesOf(format)}, in English ${valuesOf(source)}`);
    }
    return faults;
  } catch (error) {
    return [`${key}: ${(error as Error).message}`];
  }
}

/** Texts that nobody has put into words of their own, but for those that really are the same. */
export function leftInEnglish(texts: Texts, english: Texts, same: readonly string[]): string[] {
  return Object.entries(texts)
    .filter(([key, text]) => text === english[key] && /\p{L}/u.test(text.replace(/\{\w+\}/g, '')))
    .filter(([, text]) => !same.includes(text))
    .map(([key]) => key);
}

/** Those of the declared ones that differ after all. */
export function wronglyDeclaredSame(texts: Texts, english: Texts, same: readonly string[]): string[] {
  return same.filter((word) => !Object.entries(texts).some(([key, text]) => text === word && text === english[key]));
}

/** French marks without the narrow space that does not break. */
export function looseMarks(texts: Texts): string[] {
  return Object.entries(texts).flatMap(([key, text]) =>
    /[^\u202f][:;?!»](?=\s|$)|«[^\u202f]|\u00a0/u.test(text) ? [key] : [],
  );
}
