import { type Answering, figuresOf } from '#casework/figures.ts';
import { codeKey } from '#casework/forms/labels.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import { Pair } from '../pair.tsx';
import { usePortalText } from '../text.tsx';
import { useLabel } from './form-words.ts';

/** How we and those whom we asked answer: counted on this device, sent nowhere. */
export function OwnFigures({ matters, own }: { matters: readonly ListedMatter[]; own: string }) {
  const t = usePortalText();
  const { received, sent, declined, closed } = figuresOf(matters, own, new Date());
  return (
    <details>
      <summary>{t('figures.title')}</summary>
      <p>{t('figures.text')}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('figures.whom')}</th>
            <th scope="col">{t('figures.inTime')}</th>
            <th scope="col">{t('figures.late')}</th>
            <th scope="col">{t('figures.silent')}</th>
            <th scope="col">{t('figures.waiting')}</th>
          </tr>
        </thead>
        <tbody>
          <Row name={t('figures.received')} counts={received} />
          <Row name={t('figures.sent')} counts={sent} />
        </tbody>
      </table>
      <Codes title={t('figures.declined')} list="decline_reason" counts={declined} />
      <Codes title={t('figures.closed')} list="closing_code" counts={closed} />
    </details>
  );
}

function Row({ name, counts }: { name: string; counts: Answering }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{counts.inTime}</td>
      <td>{counts.late}</td>
      <td>{counts.silent}</td>
      <td>{counts.waiting}</td>
    </tr>
  );
}

function Codes(props: { title: string; list: 'decline_reason' | 'closing_code'; counts: Record<string, number> }) {
  const { title, list, counts } = props;
  const label = useLabel();
  const given = Object.entries(counts);
  if (given.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {given.map(([code, count]) => (
          <li key={code}>
            <Pair name={label(codeKey(list, code))}>{count}</Pair>
          </li>
        ))}
      </ul>
    </>
  );
}
