import type { Coverage } from '#app/queries/coverage.ts';
import { Scrolls } from './scrolls.tsx';
import { useText } from './text.tsx';

/** What each State's page holds, in numbers: the map's table. */
export function CoverageTable({ states }: { states: readonly Coverage[] }) {
  const t = useText();
  return (
    <Scrolls label={t('states.table')}>
      <table>
        <caption>{t('states.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('states.column.state')}</th>
            <th scope="col">{t('states.column.hotlines')}</th>
            <th scope="col">{t('states.column.abroad')}</th>
            <th scope="col">{t('states.column.contacts')}</th>
            <th scope="col">{t('states.column.services')}</th>
            <th scope="col">{t('states.column.procedures')}</th>
          </tr>
        </thead>
        <tbody>
          {states.map((state) => (
            <tr key={state.code}>
              <th scope="row">
                <a href={`/${t.lang}/states/${state.code}`}>{state.name}</a>
              </th>
              <td>{state.hotlines.filter(({ phones }) => phones.length > 0).length}</td>
              <td>
                {state.hotlines.some(({ callableFromAbroad }) => callableFromAbroad) ? t('common.yes') : t('common.no')}
              </td>
              <td>{state.contactPoints.length}</td>
              <td>{state.services.length}</td>
              <td>{state.procedures.length}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  );
}
