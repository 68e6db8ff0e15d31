import type { TextKey } from '#app/i18n.ts';
import { useText } from './text.tsx';

export type TextSectionKeys = readonly [heading: TextKey, text: TextKey];

/** Headings with a paragraph each. */
export function TextSections({ sections }: { sections: readonly TextSectionKeys[] }) {
  const t = useText();
  return sections.map(([heading, text]) => (
    <section key={heading}>
      <h2>{t(heading)}</h2>
      <p>{t(text)}</p>
    </section>
  ));
}
