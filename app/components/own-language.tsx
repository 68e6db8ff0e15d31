import type { ReactNode } from 'react';
import type { Label, VocabularyName } from '#app/queries/labels.ts';
import { Listed, useText } from './text.tsx';

/**
 * Content that is not in the page's language says which language it is in, so that it is read aloud, hyphenated and set
 * as what it is. Where it is in the page's own language, nothing is added.
 */
export function TextIn({
  lang,
  block = false,
  children,
}: {
  lang: string | undefined;
  block?: boolean;
  children: ReactNode;
}) {
  const t = useText();
  if (lang === undefined || lang === t.lang) return children;
  return (
    <bdi lang={lang} className={block ? 'block' : undefined}>
      {children}
    </bdi>
  );
}

/** What the directory says in words of its own: it is written in English (`name`, `description` and the like). */
export function English({ block, children }: { block?: boolean; children: ReactNode }) {
  return (
    <TextIn lang="en" block={block ?? false}>
      {children}
    </TextIn>
  );
}

/** The same as the content of a fact, which is left out when there is none. */
export function given(text: string | null): ReactNode {
  return text === null ? null : <English>{text}</English>;
}

/** Says so on a page in another language. */
export function InEnglish() {
  const t = useText();
  return t.lang === 'en' ? null : <p className="checked">{t('site.english')}</p>;
}

/** Labels of codes, one after the other, in whichever language they were found. */
export function Terms({ label, of, codes }: { label: Label; of: VocabularyName; codes: readonly string[] }) {
  const [first] = codes;
  if (first === undefined) return null;
  return <TextIn lang={label.languageOf(of, first)}>{codes.map((code) => label(of, code)).join(' · ')}</TextIn>;
}

/** Languages, each by its own name, for people who look for theirs. */
export function LanguageNames({ languages }: { languages: readonly { code: string; label: string }[] }) {
  const items = languages.map(({ code, label }) => ({ text: label, shown: <TextIn lang={code}>{label}</TextIn> }));
  return <Listed items={items} />;
}

/** Labels of codes as "a, b and c". */
export function TermList({ label, of, codes }: { label: Label; of: VocabularyName; codes: readonly string[] }) {
  const items = codes.map((code) => ({
    text: label(of, code),
    shown: <Terms label={label} of={of} codes={[code]} />,
  }));
  return <Listed items={items} />;
}
