import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { linesFromElsewhere, linesHere } from '#app/card/card-lines.ts';
import { CardNumbers } from '#app/components/card/card-numbers.tsx';
import { Page } from '#app/components/page.tsx';
import { ShortNumber } from '#app/components/phone-link.tsx';
import { TextWith, useText } from '#app/components/text.tsx';
import { languageIn, notFound } from '#app/not-found.ts';
import { pageTitle } from '#app/page-title.ts';
import { EMERGENCY_FROM_A_MOBILE } from '#app/phones.ts';
import { CardDocument } from '#app/queries/card.ts';
import { labelsOf } from '#app/queries/labels.ts';
import { mendedCode } from '#app/state-code.ts';

const SMALL = '/small';
const ON_A_SMALL_CARD = 2;

/** A State's numbers on paper: a sheet, or a small card to fold. It must not tell who finds it what it is for. */
export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const language = await languageIn(params, ask);
  const code = params.code ?? '';
  const isSmall = new URL(request.url).pathname.endsWith(SMALL);
  const { state, vocabularies } = await ask(CardDocument, { code, language });
  const mended = mendedCode(code);
  if (state === null && mended !== null) {
    return redirect(`/${language}/states/${mended}/card${isSmall ? SMALL : ''}`, 308);
  }
  if (state === null) throw await notFound(ask, language);
  return { state, vocabularies, isSmall };
}

/** Even the State's name is left out: browsers print the title of a page in the margin. */
export const meta: MetaFunction = ({ params }) => pageTitle(params.lang);

export default function Card() {
  const { state, vocabularies, isSmall } = useLoaderData<typeof loader>();
  const t = useText();
  const label = labelsOf(vocabularies);
  const most = isSmall ? ON_A_SMALL_CARD : undefined;
  const here = linesHere(state).slice(0, most);
  const abroad = linesFromElsewhere(state).slice(0, most);
  const own = `/${t.lang}/states/${state.code}`;
  return (
    <Page>
      <div className="on-screen">
        <p>{t('card.help')}</p>
        {isSmall ? <p>{t('card.small.help')}</p> : null}
        <p className="jump">
          {isSmall ? (
            <a href={`${own}/card`}>{t('card.sheet')}</a>
          ) : (
            <a href={`${own}/card${SMALL}`}>{t('card.small')}</a>
          )}
          <a href={own}>{t('card.back', { state: state.name })}</a>
        </p>
      </div>
      <article className={isSmall ? 'paper small' : 'paper'}>
        <header>
          <h1>{t('site.name')}</h1>
          <p>{state.name}</p>
        </header>
        <section aria-labelledby="here">
          <h2 id="here">{t('card.here')}</h2>
          <p className="emergency">
            <TextWith k={state.emergencyNumber === null ? 'card.danger.unknown' : 'card.danger'} slot="number">
              <ShortNumber number={state.emergencyNumber ?? EMERGENCY_FROM_A_MOBILE} />
            </TextWith>
          </p>
          <CardNumbers lines={here} label={label} />
        </section>
        <section aria-labelledby="abroad">
          <h2 id="abroad">{t('card.abroad')}</h2>
          <CardNumbers lines={abroad} label={label} abroad />
          <p className="checked">{t('card.checked', { date: t.date(state.checkedOn) })}</p>
        </section>
      </article>
    </Page>
  );
}
