import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { EntryDetails } from '#app/components/entry-details.tsx';
import { EntryName } from '#app/components/entry-name.tsx';
import { InEnglish } from '#app/components/own-language.tsx';
import { Page } from '#app/components/page.tsx';
import { SourceList } from '#app/components/sources.tsx';
import { useText } from '#app/components/text.tsx';
import { languageIn, notFound } from '#app/not-found.ts';
import { isOfferedIn, languagesOf } from '#app/offered-pages.ts';
import { pageTitle } from '#app/page-title.ts';
import { EntryDocument } from '#app/queries/entry.ts';
import { labelsOf, type VocabularyName } from '#app/queries/labels.ts';
import { askVocabularies, onlyThoseIn } from '#app/queries/vocabularies.ts';

const VOCABULARIES: VocabularyName[] = [
  'contact_role',
  'service_type',
  'target_group',
  'measure',
  'pillar',
  'channel_kind',
  'hotline_scope',
  'library_type',
  'library_theme',
  'library_audience',
];

/** Documents exist in the languages in which the library does. */
const LIBRARY = '/library';

/** One hotline, contact point, service, procedure, practice or document: an address to send to a colleague. */
export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const language = await languageIn(params, ask);
  const { node } = await ask(EntryDocument, { id: params.id ?? '', language });
  if (node === null || node.__typename === 'State') throw await notFound(ask, language);
  if (node.__typename === 'Guidance' && !isOfferedIn(language, LIBRARY)) throw await notFound(ask, language);
  const vocabularies = await askVocabularies(ask, language, VOCABULARIES);
  return { entry: node, vocabularies: onlyThoseIn(node, vocabularies, ['pillar']) };
}

export const meta: MetaFunction<typeof loader> = ({ params, data }) =>
  pageTitle(params.lang, data?.entry.state == null ? undefined : { name: data.entry.state.name });

export default function EntryPage() {
  const { entry, vocabularies } = useLoaderData<typeof loader>();
  const t = useText();
  const { state } = entry;
  return (
    <Page languages={entry.__typename === 'Guidance' ? languagesOf(LIBRARY) : undefined}>
      <p className="kind">
        {t(`entry.kind.${entry.__typename}`)} {state === null ? '' : t('entry.in', { state: state.name })}
      </p>
      <h1>
        <EntryName entry={entry} />
      </h1>
      <InEnglish />
      <EntryDetails entry={entry} label={labelsOf(vocabularies)} />
      <p className="checked">
        {entry.verifiedOn === null
          ? `${t('state.checked', { date: t.date(entry.checkedOn) })} ${state === null ? '' : t('state.unconfirmed')}`
          : t('state.verified', { date: t.date(entry.verifiedOn) })}
      </p>
      {'portalOrganisation' in entry && entry.portalOrganisation != null ? (
        <p>
          {t('entry.portal', { name: entry.portalOrganisation.name })}{' '}
          <a href={`/portal/cases/enquire?to=${entry.portalOrganisation.id}`}>{t('entry.ask')}</a>
        </p>
      ) : null}
      {state === null ? null : (
        <p>
          <a className="button" href={`/${t.lang}/states/${state.code}`}>
            {t('entry.back', { state: state.name })}
          </a>
        </p>
      )}
      <h2>{t('state.sources')}</h2>
      <SourceList sources={entry.sources} />
    </Page>
  );
}
