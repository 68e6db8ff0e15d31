import { useLocation } from '@remix-run/react';
import { LANGUAGES, type Lang, OFFERED_LANGUAGES } from '#app/languages.ts';
import { languagesOf, pathAfterLanguage } from '#app/offered-pages.ts';
import { useText } from './text.tsx';

/**
 * The same page in the other languages in which it exists, each by its own name. It opens without script and costs few
 * bytes; at the bare address, where nobody has chosen yet, it stands open.
 *
 * @param props as those of `Page`
 */
export function LanguagePicker(props: { path: string | undefined; languages: readonly Lang[] | undefined }) {
  const t = useText();
  const { pathname, search } = useLocation();
  if (pathname === '/') {
    return (
      <nav aria-label={t('language.label')}>
        <LanguageLinks languages={OFFERED_LANGUAGES} path="" />
      </nav>
    );
  }
  const path = props.path ?? `${pathAfterLanguage(pathname)}${search}`;
  const languages = props.languages ?? languagesOf(path);
  return (
    <nav aria-label={t('language.label')}>
      <details className="picker">
        <summary>
          <span className="visually-hidden">{t('language.label')} </span>
          <Globe /> {LANGUAGES[t.lang].name}
        </summary>
        <LanguageLinks languages={languages.filter((lang) => lang !== t.lang)} path={path} />
      </details>
    </nav>
  );
}

function LanguageLinks({ languages, path }: { languages: readonly Lang[]; path: string }) {
  return (
    <ul className="languages">
      {languages.map((lang) => (
        <li key={lang}>
          <a href={`/${lang}${path}`} lang={lang} hrefLang={lang} dir={LANGUAGES[lang].dir}>
            {LANGUAGES[lang].name}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The sign by which people who cannot read the page find the languages. */
function Globe() {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path d="M8 1a7 7 0 100 14A7 7 0 108 1M1 8h14M8 1q-6 7 0 14 6-7 0-14" />
    </svg>
  );
}
