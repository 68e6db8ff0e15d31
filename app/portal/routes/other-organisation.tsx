import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { OrganisationProof } from '#crypto/verify/prove-organisation.ts';
import { Frame } from '../frame.tsx';
import { isKind } from '../kind.ts';
import { type Proved, prove } from '../prove.ts';
import { Refused } from '../refused.tsx';
import { stateNameOf } from '../state-name.ts';
import { usePortalText } from '../text.tsx';
import { pinRoot } from '../trust-on-device.ts';

const KEY_PROOF = 'key proof';

/** An organisation as this browser could prove it: who vouches, the words of its key, and what speaks against sealing to it. */
export default function OtherOrganisation() {
  const t = usePortalText();
  const { id = '' } = useParams();
  const { data, error, isPending } = useQuery({
    queryKey: [KEY_PROOF, id],
    queryFn: () => prove(id),
    staleTime: 0,
    gcTime: 0,
  });
  const name = data?.outcome === 'proved' ? data.proof.organisation.name : t('other.title');
  return (
    <Frame title={name}>
      {isPending ? <p role="status">{t('other.pending')}</p> : null}
      {error === null ? null : <Refused error={error} />}
      {data?.outcome === 'proved' ? <Shown proof={data.proof} words={data.words} /> : null}
      {data?.outcome === 'refused' ? <Unproved id={id} refused={data} /> : null}
    </Frame>
  );
}

function Shown({ proof, words }: { proof: OrganisationProof; words: string }) {
  const t = usePortalText();
  const { organisation, sealTo, stops, warnings, vouchedBy, since } = proof;
  const { kind } = organisation;
  const state = stateNameOf(vouchedBy.state);
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
          <Link className="button" to={`/portal/organisations/${organisation.id}/write`}>
            {t('other.write')}
          </Link>{' '}
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

type RefusedProof = Extract<Proved, { outcome: 'refused' }>;

function Unproved({ id, refused }: { id: string; refused: RefusedProof }) {
  const t = usePortalText();
  const { code, rootWords } = refused;
  return (
    <>
      <div className="warning" role="alert">
        <p>
          <strong>
            {t('other.unproved')}. {t('other.notSealed')}
          </strong>
        </p>
        <p>{t(`proof.${code}`)}</p>
      </div>
      {code === 'NOT_ENDORSED' && rootWords !== null ? <Pin id={id} refused={refused} words={rootWords} /> : null}
    </>
  );
}

/** Where no registry vouches, a person does: by words that were compared outside the portal. */
function Pin({ id, refused, words }: { id: string; refused: RefusedProof; words: string }) {
  const t = usePortalText();
  const queries = useQueryClient();
  const [hasCompared, setHasCompared] = useState(false);
  const { state, root } = refused;
  const pin = (event: FormEvent) => {
    event.preventDefault();
    pinRoot(state, root);
    queries.invalidateQueries({ queryKey: [KEY_PROOF, id] });
  };
  return (
    <form onSubmit={pin}>
      <h2>{t('pin.title')}</h2>
      <p>{t('pin.text', { state: stateNameOf(state) })}</p>
      <p className="words" id="root-words" translate="no">
        {words}
      </p>
      <label className="check">
        <input
          type="checkbox"
          required
          checked={hasCompared}
          onChange={(event) => setHasCompared(event.target.checked)}
        />
        <span>{t('pin.confirm')}</span>
      </label>
      <button type="submit">{t('pin.action')}</button>
    </form>
  );
}
