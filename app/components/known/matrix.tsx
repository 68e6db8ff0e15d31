import type { KnownState } from '#app/queries/who-is-known.ts';
import { type Column, countOf, type Way } from '#app/ways-of-counting.ts';
import { Scrolls } from '../scrolls.tsx';
import { useText } from '../text.tsx';

/** Every State by every code. Cells are drawn by their class, and each holds its number: shade alone says nothing. */
export function Matrix({
  way,
  columns,
  states,
}: {
  way: Way;
  columns: readonly Column[];
  states: readonly KnownState[];
}) {
  const t = useText();
  return (
    <Scrolls label={t('coverage.matrix')}>
      <table className={columns.length > 12 ? 'matrix wide' : 'matrix'}>
        <caption className="visually-hidden">{t('coverage.matrix')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('states.column.state')}</th>
            {columns.map(({ code, label }) => (
              <th key={code} scope="col">
                <span>{label}</span>
              </th>
            ))}
            {way.unstated === null ? null : (
              <th scope="col">
                <span>{t(way.unstated)}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {states.map(({ code, name, coverage: [counted] }) => (
            <tr key={code}>
              <th scope="row">
                <a href={`/${t.lang}/coverage/${code}`}>{name}</a>
              </th>
              {columns.map((column) => (
                <Cell key={column.code} count={counted === undefined ? 0 : countOf(counted, column.code)} />
              ))}
              {way.unstated === null ? null : <Cell count={counted?.unstated ?? 0} />}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  );
}

const FEW = 1;
const SOME = 4;

function Cell({ count }: { count: number }) {
  return <td className={count === 0 ? 'k0' : count <= FEW ? 'k1' : count <= SOME ? 'k2' : 'k3'}>{count}</td>;
}
