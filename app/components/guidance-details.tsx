import type { EntryNode } from '#app/queries/entry.ts';
import type { Label } from '#app/queries/labels.ts';
import { PILLAR_CODES } from '#app/queries/pillars.ts';
import { Fact, Facts } from './facts.tsx';
import { English, LanguageNames, Terms } from './own-language.tsx';
import { PageLink } from './page-link.tsx';
import { useText } from './text.tsx';
import { WebLink } from './web-link.tsx';

type Guidance = Extract<EntryNode, { __typename: 'Guidance' }>;

/** What a document is about, for whom, and where to read it. */
export function GuidanceDetails({ guidance, label }: { guidance: Guidance; label: Label }) {
  const t = useText();
  return (
    <>
      <p>
        <English block>{guidance.summary}</English>
      </p>
      <Facts>
        <Fact label={t('entry.document')}>{guidance.url === null ? null : <WebLink url={guidance.url} />}</Fact>
        <Fact label={t('entry.publisher')}>
          {guidance.publisher === null ? t('entry.notStated') : <bdi>{guidance.publisher}</bdi>}
        </Fact>
        <Fact label={t('library.years')}>{guidance.year ?? t('entry.notStated')}</Fact>
        <Fact label={t('library.types')}>
          <Terms label={label} of="library_type" codes={[guidance.kind]} />
        </Fact>
        <Fact label={t('library.languages')}>
          <LanguageNames languages={guidance.languages} />
        </Fact>
        <Fact label={t('library.geography')}>{t.list(guidance.places)}</Fact>
        <Fact label={t('library.themes')}>
          <Terms label={label} of="library_theme" codes={guidance.themes} />
        </Fact>
        <Fact label={t('entry.pillars')}>
          {guidance.pillars.length === 0 ? null : (
            <Terms label={label} of="pillar" codes={guidance.pillars.map((pillar) => PILLAR_CODES[pillar])} />
          )}
        </Fact>
        <Fact label={t('library.audiences')}>
          <Terms label={label} of="library_audience" codes={guidance.audiences} />
        </Fact>
      </Facts>
      <p>
        <PageLink to="/library">{t('entry.library')}</PageLink>
      </p>
    </>
  );
}
