import { useQuery } from '@tanstack/react-query';
import type { OrganisationToCheck } from '#app/queries/portal/administration.ts';
import { vault } from '#app/vault/vault.ts';
import { Refused } from './refused.tsx';
import { usePortalText } from './text.tsx';

/** A new enrolment key that an organisation wishes to have signed: its words, and the lines for the State's signers. */
export function WishedKey({ organisation }: { organisation: OrganisationToCheck }) {
  const { openKeyChange } = organisation;
  return openKeyChange === null ? null : <Wished organisation={organisation} wished={openKeyChange} />;
}

function Wished(props: {
  organisation: OrganisationToCheck;
  wished: NonNullable<OrganisationToCheck['openKeyChange']>;
}) {
  const { id, name, enrolmentKey } = props.organisation;
  const { toKey, change, begunOn, isTakenUp } = props.wished;
  const t = usePortalText();
  const { data, error } = useQuery({
    queryKey: ['wished key', id, enrolmentKey, toKey, change],
    queryFn: async () => ({
      words: await vault().keyWords(toKey),
      isSigned: await vault().isKeyChange({ organisation: id, from: enrolmentKey, to: toKey }, change),
    }),
  });
  if (error !== null) return <Refused error={error} />;
  if (data === undefined) return null;
  const { words, isSigned } = data;
  if (isTakenUp) return <p>{t('wishedKey.takenUp')}</p>;
  const lines = { enrolmentKey: toKey, previousKeySignature: change, confirmed: { words, by: '', channel: '' } };
  return (
    <section className="warning" aria-label={t('wishedKey.title', { name })}>
      <h3>{t('wishedKey.title', { name })}</h3>
      <p>{t('wishedKey.since', { day: t.date(begunOn) })}</p>
      {isSigned ? (
        <>
          <p>{t('wishedKey.compare')}</p>
          <p className="words" translate="no">
            {words}
          </p>
          <p>{t('wishedKey.lines', { id })}</p>
          <pre translate="no">{JSON.stringify(lines, null, 2).replace(/^\{\n|\n\}$/g, '')}</pre>
        </>
      ) : (
        <p role="alert">{t('wishedKey.unsigned')}</p>
      )}
    </section>
  );
}
