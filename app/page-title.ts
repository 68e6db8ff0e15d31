import { isOffered, type TextKey, translatorFor } from './i18n.ts';

/**
 * The title of a page: what tabs, histories and bookmarks show. It never says what this website is about; a page about a
 * State is called by the State's name alone.
 */
export function pageTitle(lang: string | undefined, text?: TextKey | { name: string }) {
  const t = translatorFor(isOffered(lang) ? lang : 'en');
  const own = text === undefined ? null : typeof text === 'string' ? t(text) : text.name;
  const title = own === null ? t('site.name') : `${own} – ${t('site.name')}`;
  return [{ title }, { name: 'robots', content: 'noarchive' }];
}
