import { translatorFor } from './i18n.ts';
import { languageAt } from './languages.ts';
import { Sheet } from './plain-text/sheet.ts';

/** What the server's own copies of pages need to know of them. */

/** Where a page takes the notice that it is a copy. */
export const COPY_NOTICE_PLACE = '<!--copy-notice-->';

/** The pages that stand in for any other when the directory is out of reach, the likeliest to be understood first. */
export function lastResorts(address: string): string[] {
  return [languageAt(address), 'en'].map((lang) => `/${lang}/numbers${isText(address) ? '.txt' : ''}`);
}

/** Is what answers at the address text alone? */
export function isText(address: string): boolean {
  return address.endsWith('.txt');
}

/** What is sent for an address while the directory is out of reach: the copy, which says as of when it is. */
export function asCopy(address: string, copy: string, renderedAt: Date): string {
  const t = translatorFor(languageAt(address));
  const [day = '', time = ''] = renderedAt.toISOString().split('T');
  const notice = t('site.copy', { date: t.date(day), time: time.slice(0, 5) });
  if (!isText(address)) {
    return copy.replace(COPY_NOTICE_PLACE, `<p class="copy-notice" role="status">${notice}</p>`);
  }
  const sheet = new Sheet();
  sheet.add(notice);
  return `${sheet}\n${copy}`;
}
