import type { TextKey } from '#app/i18n.ts';
import { Page } from './page.tsx';
import { useText } from './text.tsx';
import { type TextSectionKeys, TextSections } from './text-sections.tsx';

/** A page of headings with a paragraph each. */
export function TextPage({ title, sections }: { title: TextKey; sections: readonly TextSectionKeys[] }) {
  const t = useText();
  return (
    <Page>
      <h1>{t(title)}</h1>
      <TextSections sections={sections} />
    </Page>
  );
}
