import type { TextKey } from '#app/i18n.ts';
import type { Found } from '#app/queries/find.ts';
import { English } from '../own-language.tsx';
import { PhoneInline } from '../phone-link.tsx';
import { useText } from '../text.tsx';

/** One result of a search: what it is, where, its first number, and where the words were found. */
export function FoundEntry({ found: { node, highlight } }: { found: Found }) {
  const t = useText();
  const phone = 'phones' in node ? node.phones[0] : undefined;
  const kind = t(`entry.kind.${node.__typename}` as TextKey);
  return (
    <li>
      <a href={`/${t.lang}/entries/${node.id}`}>
        <English>{node.name}</English>
      </a>{' '}
      {phone === undefined ? null : <PhoneInline phone={phone} />}
      {node.note?.codes.includes('UNCONFIRMED') === true ? (
        <span className="flag">{t('hotline.unconfirmed')}</span>
      ) : null}
      {'area' in node && node.area !== null ? (
        <span className="flag">{t('hotline.area', { area: node.area })}</span>
      ) : null}
      <br />
      <span className="muted">{[kind, node.state?.name].filter(Boolean).join(' · ')}</span>
      {highlight === null ? null : <Excerpt html={highlight} />}
    </li>
  );
}

/** The interface sends escaped text with the words in `<mark>`; it is taken apart here, so nothing else can be markup. */
function Excerpt({ html }: { html: string }) {
  const parts = html.split(/<\/?mark>/);
  return <p className="excerpt">{parts.map((part, index) => markedOrNot(part, index))}</p>;
}

function markedOrNot(part: string, index: number) {
  const text = part.replace(/&(lt|gt|quot|amp);/g, (_entity, name: keyof typeof CHARACTERS) => CHARACTERS[name]);
  return index % 2 === 1 ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>;
}

const CHARACTERS = { lt: '<', gt: '>', quot: '"', amp: '&' } as const;
