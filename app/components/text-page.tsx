import type { TextKey } from '#app/i18n.ts';
import { Page } from './page.tsx';
import { useText } from './text.tsx';

/** A page of headings with a paragraph each. */
export function TextPage({
  title,
  sections,
}: {
  title: TextKey;
  sections: readonly [heading: TextKey, text: TextKey][];
}) {
  const t = useText();
  return (
    <Page>
      <h1>{t(title)}</h1>
      {sections.map(([heading, text]) => (
        <section key={heading}>
          <h2>{t(heading)}</h2>
          <p>{t(text)}</p>
        </section>
      ))}
    </Page>
  );
}
