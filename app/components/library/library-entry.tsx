import type { Label } from '#app/queries/labels.ts';
import type { LibraryItem } from '#app/queries/library.ts';
import { PILLAR_CODES } from '#app/queries/pillars.ts';
import { EntryName } from '../entry-name.tsx';
import { English, Terms } from '../own-language.tsx';
import { Labelled, useText } from '../text.tsx';

/** One document or practice: what it is, who made it and when, and what it is about. */
export function LibraryEntry({ item, label }: { item: LibraryItem; label: Label }) {
  const t = useText();
  if (item.__typename !== 'Guidance' && item.__typename !== 'PromisingPractice') return null;
  const isGuidance = item.__typename === 'Guidance';
  const pillars = isGuidance ? item.pillars : [item.pillar];
  const origin = isGuidance
    ? [label('library_type', item.kind), item.publisher, item.year ?? t('library.noYear')]
    : [label('library_type', 'promising_practice'), item.state?.name];
  return (
    <li>
      <a href={`/${t.lang}/entries/${item.id}`}>
        <EntryName entry={item} />
      </a>
      <p className="excerpt">
        <English>{item.summary}</English>
      </p>
      <span className="checked">
        <bdi>{origin.filter(Boolean).join(' · ')}</bdi>
        {isGuidance ? (
          <>
            <br />
            <Labelled label={t('library.themes')}>
              <Terms label={label} of="library_theme" codes={item.themes} />
            </Labelled>
          </>
        ) : null}
        {pillars.length === 0 ? null : (
          <>
            <br />
            <Labelled label={t('library.pillars')}>
              <Terms label={label} of="pillar" codes={pillars.map((pillar) => PILLAR_CODES[pillar])} />
            </Labelled>
          </>
        )}
      </span>
    </li>
  );
}
