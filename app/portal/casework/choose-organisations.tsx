import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FindOrganisationsDocument } from '#app/queries/portal/key-proof.ts';
import { PortalStatesDocument } from '#app/queries/portal/organisation.ts';
import { askPortal } from '../ask.ts';
import { Choice } from '../choice.tsx';
import type { Kind } from '../kind.ts';
import { ProvedName } from '../mailbox/proved-name.tsx';
import { usePortalText } from '../text.tsx';

/** To choose whom to ask, State by State. */
export function ChooseOrganisations(props: {
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
  /** UUID */
  own: string;
  /** UUID of one that cannot be chosen either. */
  but?: string;
  /** Code of the State that is shown first. */
  firstState?: string;
  title?: string;
}) {
  const { chosen, onChange, own, but, firstState = '', title } = props;
  const t = usePortalText();
  const [stateCode, setStateCode] = useState(firstState);
  const { data: known } = useQuery({ queryKey: ['states'], queryFn: () => askPortal(PortalStatesDocument, {}) });
  const { data: found } = useQuery({
    queryKey: ['organisations', stateCode],
    queryFn: async () => (await askPortal(FindOrganisationsDocument, { stateCode, text: '' })).organisations,
    enabled: stateCode !== '',
  });
  const toggle = (id: string) => onChange(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  // Those of the State that is shown have a box there.
  const elsewhere = chosen.filter((id) => found?.some((each) => each.id === id) !== true);
  return (
    <fieldset>
      <legend>{title ?? t('enquire.whom')}</legend>
      {elsewhere.length === 0 ? null : (
        <ul className="members">
          {elsewhere.map((id) => (
            <li key={id}>
              <ProvedName organisation={id} />{' '}
              <button type="button" className="quiet" onClick={() => toggle(id)}>
                {t('enquire.remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <Choice
        label={t('organisations.state')}
        value={stateCode}
        onChange={setStateCode}
        options={(known?.states ?? []).map(({ code, name }) => ({ value: code, label: name }))}
      />
      {found?.length === 0 ? <p role="status">{t('organisations.none')}</p> : null}
      {found
        ?.filter(({ id }) => id !== own && id !== but)
        .map(({ id, name, kind }) => (
          <label key={id} className="check">
            <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
            <span>
              {name} · {t(`kind.${kind as Kind}`)}
            </span>
          </label>
        ))}
    </fieldset>
  );
}
