import { useText } from '../text.tsx';

export interface Row {
  key: string;
  label: string;
  count: number;
  /** Where the counted entries are listed. */
  href?: string | undefined;
}

/** Numbers with a bar beside each: the table is the drawing, so that nobody gets less of it. Zero is drawn as a gap. */
export function CountTable(props: {
  caption: string;
  heads: { label: string; count: string };
  rows: readonly Row[];
  most: number;
  say?: (count: number) => string;
}) {
  const { caption, heads, rows, most, say = String } = props;
  const t = useText();
  return (
    <table className="counts">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{heads.label}</th>
          <th scope="col">{heads.count}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, count, href }) => (
          <tr key={key}>
            <th scope="row">{href === undefined || count === 0 ? label : <a href={href}>{label}</a>}</th>
            <td>
              <Bar count={count} most={most} />
              {count === 0 ? <span className="none">{t('coverage.gap')}</span> : say(count)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Bar({ count, most }: { count: number; most: number }) {
  return (
    <svg className="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {count === 0 ? (
        <path className="gap" d="M1 5H99" />
      ) : (
        <rect width={Math.max(2, Math.round((100 * count) / Math.max(1, most)))} height="10" />
      )}
    </svg>
  );
}
