import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { compareAddress, isComplete, readChoice } from '#app/comparing/choice.ts';
import { type Difference, differences } from '#app/comparing/differences.ts';
import { SideBySide } from '#app/components/compare/side-by-side.tsx';
import { Page } from '#app/components/page.tsx';
import { useText } from '#app/components/text.tsx';
import { languageIn } from '#app/not-found.ts';
import { pageTitle } from '#app/page-title.ts';
import { CompareDocument } from '#app/queries/compare.ts';
import { labelsOf, type VocabularyName } from '#app/queries/labels.ts';
import { StatesDocument } from '#app/queries/states.ts';

const VOCABULARIES: VocabularyName[] = ['measure', 'contact_role', 'service_type', 'pillar', 'mechanism_status'];

/** Two or three countries side by side. What the address cannot mean is said where countries are chosen. */
export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const language = await languageIn(params, ask);
  const given = [params.first, params.second, params.third].filter((code) => code !== undefined);
  const choice = readChoice(given, (await ask(StatesDocument, { language })).states);
  if (!isComplete(choice)) {
    const asked = new URLSearchParams(choice.codes.map((code, index) => [['a', 'b', 'c'][index] ?? 'c', code]));
    return redirect(`/${language}/compare?${asked}`, 303);
  }
  if (choice.codes.join() !== given.join()) return redirect(compareAddress(language, choice.codes), 308);
  const [first = '', second = '', third = ''] = choice.codes;
  const found = await ask(CompareDocument, { first, second, third, language, vocabularies: VOCABULARIES });
  const states = [found.first, found.second, found.third].filter((state) => state !== null);
  return { states, vocabularies: found.vocabularies, address: new URL(request.url).href };
}

export const meta: MetaFunction<typeof loader> = ({ params, data }) =>
  pageTitle(
    params.lang,
    data === undefined ? 'compare.title' : { name: data.states.map(({ name }) => name).join(', ') },
  );

export default function SideBySidePage() {
  const { states, vocabularies, address } = useLoaderData<typeof loader>();
  const t = useText();
  const label = labelsOf(vocabularies);
  return (
    <Page>
      <h1>{t('compare.heading', { list: t.list(states.map(({ name }) => name)) })}</h1>
      <dl className={`columns heads of-${states.length}`}>
        {states.map(({ code, name, checkedOn }, index) => (
          <div key={code}>
            <dt>{t(PLACES[index] ?? 'compare.place.3')}</dt>
            <dd>
              <a href={`/${t.lang}/states/${code}`}>{name}</a>
              <span className="checked">{t('state.checked', { date: t.date(checkedOn) })}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="send">
        {t('compare.send')} <code>{address}</code> <span className="on-screen">{t('compare.print')}</span>
      </p>
      <p className="on-screen">
        <a href={`/${t.lang}/compare?${new URLSearchParams({ a: states[0]?.code ?? '' })}`}>{t('compare.others')}</a>
      </p>
      <InShort found={differences(states, vocabularies, label, t)} />
      <SideBySide states={states} vocabularies={vocabularies} label={label} />
    </Page>
  );
}

const PLACES = ['compare.place.1', 'compare.place.2', 'compare.place.3'] as const;

function InShort({ found }: { found: readonly Difference[] }) {
  const t = useText();
  return (
    <section aria-labelledby="short">
      <h2 id="short">{t('compare.short')}</h2>
      <p>{found.length === 0 ? t('compare.alike') : t('compare.short.lead')}</p>
      <dl className="in-short">
        {found.map(({ part, topic, sentences }) => (
          <div key={part}>
            <dt>
              <a href={`#${part}`}>{topic}</a>
            </dt>
            {sentences.map((sentence) => (
              <dd key={sentence}>{sentence}</dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  );
}
