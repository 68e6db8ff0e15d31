import type { Translator } from '#app/i18n.ts';
import { type ChoiceName, type LibraryChoices, type LibraryFacet, libraryAddress } from '#app/library.ts';
import { PageLink } from '../page-link.tsx';
import { useText } from '../text.tsx';

interface Asked {
  facets: readonly LibraryFacet[];
  chosen: LibraryChoices;
}

/** What the list is narrowed down to, each with a way to leave it out. */
export function Chosen(asked: Asked) {
  const t = useText();
  const names = asked.facets.map(({ name }) => name).filter((name) => asked.chosen[name] !== undefined);
  if (names.length === 0) return null;
  return (
    <ul className="jump">
      {names.map((name) => (
        <li key={name}>
          <PageLink to={without(asked, name)}>{t('library.without', { choice: choiceText(asked, name, t) })}</PageLink>
        </li>
      ))}
      <li>
        <PageLink to="/library">{t('library.all')}</PageLink>
      </li>
    </ul>
  );
}

/** Where nothing fits: which single choice to leave out, and what that gives. */
export function Looser({ looser, ...asked }: Asked & { looser: readonly { name: ChoiceName; count: number }[] }) {
  const t = useText();
  return (
    <div className="plain">
      <p>{looser.length === 0 ? t('library.tooMuch') : t('library.looser')}</p>
      <ul>
        {looser.map(({ name, count }) => (
          <li key={name}>
            <PageLink to={without(asked, name)}>
              {t('library.looser.item', { choice: choiceText(asked, name, t), count })}
            </PageLink>
          </li>
        ))}
        <li>
          <PageLink to="/library">{t('library.all')}</PageLink>
        </li>
      </ul>
    </div>
  );
}

function without({ chosen }: Asked, name: ChoiceName): string {
  return libraryAddress({ ...chosen, [name]: undefined });
}

/** "Theme: Reintegration" */
function choiceText({ facets, chosen }: Asked, name: ChoiceName, t: Translator): string {
  const facet = facets.find((one) => one.name === name);
  const code = chosen[name] ?? '';
  const value = facet?.values.find((one) => one.code === code)?.label ?? code;
  return facet === undefined ? value : t('common.labelled', { label: t(`library.${facet.facet}`), value });
}
