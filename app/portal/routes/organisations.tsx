import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router-dom';
import { FindOrganisationsDocument } from '#app/queries/portal/key-proof.ts';
import { PortalStatesDocument } from '#app/queries/portal/organisation.ts';
import { askPortal } from '../ask.ts';
import { Choice } from '../choice.tsx';
import { Field } from '../field.tsx';
import { Frame } from '../frame.tsx';
import type { Kind } from '../kind.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';

const ANY = 'any';

/** To look up an organisation that works with this node. */
export default function Organisations() {
  const t = usePortalText();
  const [stateCode, setStateCode] = useState(ANY);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<{ stateCode: string | null; text: string }>({ stateCode: null, text: '' });
  const { data: known } = useQuery({ queryKey: ['states'], queryFn: () => askPortal(PortalStatesDocument, {}) });
  const { data: found, error } = useQuery({
    queryKey: ['organisations', asked],
    queryFn: async () => (await askPortal(FindOrganisationsDocument, asked)).organisations,
    staleTime: 0,
  });
  const look = (event: FormEvent) => {
    event.preventDefault();
    setAsked({ stateCode: stateCode === ANY ? null : stateCode, text });
  };
  return (
    <Frame title={t('organisations.title')}>
      <p className="lead">
        {t('organisations.lead')} <Link to="/portal/trust">{t('trust.title')}</Link>
      </p>
      <form onSubmit={look}>
        <Field label={t('organisations.text')} value={text} onChange={setText} autoComplete="off" />
        <Choice
          label={t('organisations.state')}
          value={stateCode}
          onChange={setStateCode}
          options={[
            { value: ANY, label: t('organisations.state.any') },
            ...(known?.states ?? []).map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
        <button type="submit">{t('organisations.action')}</button>
      </form>
      {error === null ? null : <Refused error={error} />}
      {found?.length === 0 ? <p role="status">{t('organisations.none')}</p> : null}
      <ul>
        {found?.map(({ id, name, kind, stateCode: state }) => (
          <li key={id}>
            <Link to={`/portal/organisations/${id}`}>{name}</Link> · {t(`kind.${kind as Kind}`)}, {state}
          </li>
        ))}
      </ul>
    </Frame>
  );
}
