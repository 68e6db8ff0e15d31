import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from 'react-router-dom';
import type { ProvedKey } from '#app/vault/prove-key.ts';
import type { OrganisationProof } from '#crypto/verify/prove-organisation.ts';
import { Frame } from '../frame.tsx';
import { isKind } from '../kind.ts';
import { Block } from '../mailbox/block.tsx';
import { useOwnPart } from '../organisation/use-own-part.ts';
import { prove } from '../prove.ts';
import { Refused } from '../refused.tsx';
import { stateNameOf } from '../state-name.ts';
import { usePortalText } from '../text.tsx';
import { CompareKey } from '../trust/compare-key.tsx';
import { CompareRoot } from '../trust/compare-root.tsx';
import { useTrustRecord } from '../trust/use-trust-record.ts';

const KEY_PROOF = 'key proof';

/** An organisation as this browser could prove it: who vouches, the words of its key, and what speaks against sealing to it. */
export default function OtherOrganisation() {
  const t = usePortalText();
  const { id = '' } = useParams();
  const queries = useQueryClient();
  const { isReady, record, own } = useTrustRecord();
  const { data, error, isPending } = useQuery({
    queryKey: [KEY_PROOF, id],
    queryFn: () => prove(id),
    // What colleagues have compared counts.
    enabled: isReady,
    staleTime: 0,
    gcTime: 0,
  });
  const name = data?.outcome === 'proved' ? data.proof.organisation.name : t('other.title');
  const proveAgain = () => queries.invalidateQueries({ queryKey: [KEY_PROOF, id] });
  const comparing = record === null || own === null ? null : { record, own, onDone: proveAgain };
  return (
    <Frame title={name}>
      {isPending ? <p role="status">{t('other.pending')}</p> : null}
      {error === null ? null : <Refused error={error} />}
      {data?.outcome === 'proved' ? (
        <>
          <Shown proof={data.proof} words={data.words} />
          {comparing === null || id === own?.id ? null : <CompareKey proved={data} {...comparing} />}
        </>
      ) : null}
      {data?.outcome === 'refused' ? <Unproved refused={data} /> : null}
      {data === undefined || comparing === null ? null : <CompareRoot proved={data} {...comparing} />}
      {comparing === null || id === own?.id ? null : <Block organisation={id} />}
    </Frame>
  );
}

function Shown({ proof, words }: { proof: OrganisationProof; words: string }) {
  const t = usePortalText();
  const { organisation, sealTo, stops, warnings, vouchedBy, since } = proof;
  const { kind } = organisation;
  const { part } = useOwnPart();
  const state = stateNameOf(t, vouchedBy.state);
  return (
    <>
      <p>
        {isKind(kind) ? t(`kind.${kind}`) : kind} · {organisation.address}
      </p>
      {sealTo === null ? (
        <div className="warning" role="alert">
          <p>
            <strong>{t('other.notSealed')}</strong>
          </p>
          <ul>
            {stops.map(({ code }) => (
              <li key={code}>{t(`stop.${code}`)}</li>
            ))}
          </ul>
        </div>
      ) : (
        <p>
          {part === 'caseworker' ? (
            <Link className="button" to={`/portal/organisations/${organisation.id}/write`}>
              {t('other.write')}
            </Link>
          ) : null}{' '}
          {t('other.sealed')}
        </p>
      )}
      {warnings.length === 0 ? null : (
        <>
          <h2>{t('other.warnings')}</h2>
          <ul>
            {warnings.map(({ code }) => (
              <li key={code}>{t(`warning.${code}`)}</li>
            ))}
          </ul>
        </>
      )}
      <h2>{t('other.vouches')}</h2>
      <p>
        {t(`other.vouches.${vouchedBy.by}`, { state, since: t.date(since), name: vouchedBy.name ?? vouchedBy.state })}
      </p>
      <h2>{t('other.words')}</h2>
      <p>{t('other.words.text')}</p>
      <p className="words" id="key-words" translate="no">
        {words}
      </p>
    </>
  );
}

function Unproved({ refused }: { refused: Extract<ProvedKey, { outcome: 'refused' }> }) {
  const t = usePortalText();
  return (
    <div className="warning" role="alert">
      <p>
        <strong>
          {t('other.unproved')}. {t('other.notSealed')}
        </strong>
      </p>
      <p>{t(`proof.${refused.code}`)}</p>
    </div>
  );
}
