import { useQuery, useQueryClient } from '@tanstack/react-query';
import { PastStatementDocument } from '#app/queries/portal/organisation.ts';
import { vault } from '#app/vault/vault.ts';
import type { Difference } from '#crypto/statement-differences.ts';
import { askPortal } from '../ask.ts';
import { Refused } from '../refused.tsx';
import { RoleNames } from '../role-names.tsx';
import { usePortalText } from '../text.tsx';
import { ORGANISATION, type OwnPortalOrganisation, readOrganisation } from './organisation.ts';
import { rememberStatement } from './seen-statement.ts';

const COMPARED = 'compared statement';

/** Every change of who belongs to the organisation, shown to every member once: nobody joins unseen. */
export function OwnChanges() {
  const t = usePortalText();
  const queries = useQueryClient();
  const { data: own } = useQuery({ queryKey: ORGANISATION, queryFn: readOrganisation, staleTime: 0 });
  const { data, error } = useQuery({
    queryKey: [COMPARED, own?.statement, own?.seen],
    queryFn: async () => (own == null ? null : compare(own)),
    enabled: own != null,
    staleTime: 0,
  });
  if (error !== null) return <Refused error={error} />;
  if (own == null || data == null) return null;
  const shown = data.differences?.filter(({ kind }) => kind !== 'validity changed') ?? [];
  if (shown.length === 0) return null;
  return (
    <section className="card" aria-labelledby="changes-title">
      <h2 id="changes-title">{t('changes.title')}</h2>
      <p>{t('changes.text')}</p>
      <ul>
        {shown.map((difference) => (
          <li key={JSON.stringify(difference)}>
            <Said difference={difference} own={own} />
          </li>
        ))}
      </ul>
      <button
        type="button"
        onClick={() => {
          rememberStatement(own.id, data.current);
          queries.invalidateQueries({ queryKey: ORGANISATION });
        }}
      >
        {t('changes.seen')}
      </button>
    </section>
  );
}

async function compare(own: OwnPortalOrganisation) {
  const past = own.seen === null ? null : await readPast(own.seen.version);
  const compared = await vault().compareStatement(own, past);
  const isNothingToShow = compared.differences?.every(({ kind }) => kind === 'validity changed') ?? true;
  if (isNothingToShow) rememberStatement(own.id, compared.current);
  return compared;
}

async function readPast(version: number): Promise<string | null> {
  return (await askPortal(PastStatementDocument, { version })).me?.organisation?.pastStatement ?? null;
}

function Said({ difference, own }: { difference: Difference; own: OwnPortalOrganisation }) {
  const t = usePortalText();
  const nameOf = (number: number) =>
    own.members.find((member) => member.number === number)?.signInName ?? t('changes.number', { number });
  switch (difference.kind) {
    case 'member added':
      return (
        <>
          {t('changes.added', { name: nameOf(difference.number) })} <RoleNames roles={difference.roles} />
        </>
      );
    case 'member revoked':
      return t('changes.revoked', { name: nameOf(difference.number) });
    case 'roles changed':
      return t('changes.roles', { name: nameOf(difference.number) });
    case 'recovery kit added':
    case 'recovery kit replaced':
    case 'recovery kit removed':
      return t('changes.kit');
    case 'period compromised':
      return t('changes.compromised', { since: t.date(difference.compromisedSince.slice(0, 10)) });
    default:
      return t('changes.period');
  }
}
