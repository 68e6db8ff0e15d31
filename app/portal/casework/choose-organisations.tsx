import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FindOrganisationsDocument, StatesWithOrganisationsDocument } from '#app/queries/portal/key-proof.ts';
import { PortalStatesDocument } from '#app/queries/portal/organisation.ts';
import { askPortal } from '../ask.ts';
import { Choice } from '../choice.tsx';
import type { Kind } from '../kind.ts';
import { ProvedName, useProved } from '../mailbox/proved-name.tsx';
import { stateNameOf } from '../state-name.ts';
import { usePortalText } from '../text.tsx';

/** To choose whom to ask, State by State. */
export function ChooseOrganisations(props: {
  chosen: readonly string[];
  /** @param states codes by UUID, as far as they were seen when one was chosen */
  onChange: (chosen: readonly string[], states: Readonly<Record<string, string>>) => void;
  /** UUIDs of those with whom the own organisation has worked before: they are offered first. */
  known?: readonly string[];
  /** UUID */
  own: string;
  /** UUID of one that cannot be chosen either. */
  but?: string;
  /** Code of the State that is shown first. */
  firstState?: string;
  title?: string;
}) {
  const { chosen, onChange, known = [], own, but, firstState = '', title } = props;
  const t = usePortalText();
  const [stateCode, setStateCode] = useState(firstState);
  const states = useStatesWithOrganisations();
  const { data: found } = useQuery({
    queryKey: ['organisations', stateCode],
    queryFn: async () => (await askPortal(FindOrganisationsDocument, { stateCode, text: '' })).organisations,
    enabled: stateCode !== '',
  });
  const toggle = (id: string, state: string) =>
    onChange(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id], { [id]: state });
  // Those of the State that is shown have a box there.
  const elsewhere = chosen.filter((id) => !known.includes(id) && found?.some((each) => each.id === id) !== true);
  return (
    <fieldset>
      <legend>{title ?? t('enquire.whom')}</legend>
      {elsewhere.length === 0 ? null : (
        <ul className="members">
          {elsewhere.map((id) => (
            <li key={id}>
              <ProvedName organisation={id} />{' '}
              <button type="button" className="quiet" onClick={() => toggle(id, '')}>
                {t('enquire.remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
      {known.length === 0 ? null : (
        <fieldset className="plain">
          <legend>{t('enquire.known')}</legend>
          {known.map((id) => (
            <KnownOne key={id} id={id} isChosen={chosen.includes(id)} onToggle={(state) => toggle(id, state)} />
          ))}
        </fieldset>
      )}
      <Choice label={t('organisations.state')} value={stateCode} onChange={setStateCode} options={states} />
      <p className="muted">{t('enquire.states')}</p>
      {found?.some(({ id }) => known.includes(id)) === true ? (
        <p className="muted">{t('enquire.known.above')}</p>
      ) : null}
      {found?.length === 0 ? <p role="status">{t('organisations.none')}</p> : null}
      {found
        ?.filter(({ id }) => id !== own && id !== but && !known.includes(id))
        .map(({ id, name, kind }) => (
          <label key={id} className="check">
            <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id, stateCode)} />
            <span>
              {name} · {t(`kind.${kind as Kind}`)}
            </span>
          </label>
        ))}
    </fieldset>
  );
}

function KnownOne(props: { id: string; isChosen: boolean; onToggle: (stateCode: string) => void }) {
  const { id, isChosen, onToggle } = props;
  const t = usePortalText();
  const proved = useProved(id);
  if (proved === undefined && !isChosen) return null;
  return (
    <label className="check">
      <input type="checkbox" checked={isChosen} onChange={() => onToggle(proved?.state ?? '')} />
      <span>{proved === undefined ? t('messages.unproved') : `${proved.name} · ${stateNameOf(t, proved.state)}`}</span>
    </label>
  );
}

/** By name; the others have nobody here who could be asked. */
function useStatesWithOrganisations(): { value: string; label: string }[] {
  const { data: states } = useQuery({ queryKey: ['states'], queryFn: () => askPortal(PortalStatesDocument, {}) });
  const { data: peopled } = useQuery({
    queryKey: ['states with organisations'],
    queryFn: () => askPortal(StatesWithOrganisationsDocument, {}),
  });
  const codes = new Set(peopled?.statesWithOrganisations);
  return (states?.states ?? [])
    .filter(({ code }) => codes.has(code))
    .map(({ code, name }) => ({ value: code, label: name }));
}
