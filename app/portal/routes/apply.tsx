import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApplyChoicesDocument } from '#app/queries/portal/organisation.ts';
import type { MemberRole } from '#crypto/statement.ts';
import { AccountForm } from '../account-form.tsx';
import { AccountMade } from '../account-made.tsx';
import { askPortal } from '../ask.ts';
import { Choice } from '../choice.tsx';
import { Field } from '../field.tsx';
import { Frame } from '../frame.tsx';
import type { Kind } from '../kind.ts';
import { apply } from '../set-up.ts';
import { usePortalText } from '../text.tsx';

const EMPTY = { kind: '', stateCode: '', sitsIn: '', name: '', address: '', website: '', first: '', second: '' };

/** An organisation applies: what it is, two proofs, and the account of its first member. */
export default function Apply() {
  const t = usePortalText();
  const [said, setSaid] = useState(EMPTY);
  const [made, setMade] = useState<string | null>(null);
  const { data } = useQuery({
    queryKey: ['choices of an application'],
    queryFn: () => askPortal(ApplyChoicesDocument, {}),
  });
  const kinds = data?.organisationKinds ?? [];
  const states = (data?.states ?? []).map(({ code, name }) => ({ value: code, label: name }));
  const set = (field: keyof typeof EMPTY) => (value: string) => setSaid((before) => ({ ...before, [field]: value }));
  const isMission = said.kind === 'consular_mission';
  const send = (signInName: string, passphrase: string) => {
    const { first, second, sitsIn, ...rest } = said;
    const organisation = {
      ...rest,
      sitsIn: isMission ? sitsIn : null,
      proofs: [first, second],
    };
    const roles = kinds.find(({ code }) => code === said.kind)?.firstRoles ?? [];
    return apply(organisation, roles as MemberRole[], signInName, passphrase);
  };
  if (made !== null) return <AccountMade name={made} next={t('apply.next')} />;
  return (
    <Frame title={t('apply.title')}>
      <p className="lead">{t('apply.lead')}</p>
      <AccountForm action={t('apply.action')} make={send} onMade={setMade}>
        <h2>{t('apply.organisation')}</h2>
        <Choice
          label={t('apply.kind')}
          value={said.kind}
          onChange={set('kind')}
          options={kinds.map(({ code }) => ({ value: code, label: t(`kind.${code as Kind}`) }))}
        />
        <Choice label={t('apply.state')} value={said.stateCode} onChange={set('stateCode')} options={states} />
        {isMission ? (
          <Choice label={t('apply.sitsIn')} value={said.sitsIn} onChange={set('sitsIn')} options={states} />
        ) : null}
        <Field label={t('apply.name')} value={said.name} onChange={set('name')} autoComplete="organization" required />
        <Field
          label={t('apply.address')}
          hint={t('apply.address.hint', { host: location.host })}
          value={said.address}
          onChange={set('address')}
          autoComplete="off"
          required
        />
        <Field label={t('apply.website')} value={said.website} onChange={set('website')} autoComplete="url" required />
        <h2>{t('apply.proofs')}</h2>
        <p>{t('apply.proofs.text')}</p>
        <Field label={t('apply.proof.first')} value={said.first} onChange={set('first')} autoComplete="off" required />
        <Field
          label={t('apply.proof.second')}
          value={said.second}
          onChange={set('second')}
          autoComplete="off"
          required
        />
        <h2>{t('apply.account')}</h2>
        <p>{t('apply.account.text')}</p>
      </AccountForm>
    </Frame>
  );
}
