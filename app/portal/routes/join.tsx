import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocation, useParams } from 'react-router-dom';
import { OpenInvitationDocument } from '#app/queries/portal/organisation.ts';
import { AccountMade } from '../account-made.tsx';
import { askPortal, PortalRefusal } from '../ask.ts';
import { Field } from '../field.tsx';
import { Frame } from '../frame.tsx';
import { NewPassphraseFields, useNewPassphrase } from '../new-passphrase.tsx';
import { Refused } from '../refused.tsx';
import { RoleNames } from '../role-names.tsx';
import { join } from '../set-up.ts';
import { usePortalText } from '../text.tsx';

/** A newcomer answers an invitation. The part of the link behind the # stays in this browser. */
export default function Join() {
  const t = usePortalText();
  const { link = '' } = useParams();
  const { hash } = useLocation();
  const [name, setName] = useState('');
  const passphrase = useNewPassphrase();
  const { data, error } = useQuery({
    queryKey: ['invitation', link],
    queryFn: async () => {
      const { invitation } = await askPortal(OpenInvitationDocument, { link });
      if (invitation === null) throw new PortalRefusal('LINK_SPENT');
      return invitation;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  const joining = useMutation({ mutationFn: async () => join(link, hash, name, passphrase.confirmed()) });
  const answer = (event: FormEvent) => {
    event.preventDefault();
    joining.mutate();
  };
  if (joining.isSuccess) return <AccountMade name={joining.data} next={t('join.next')} />;
  return (
    <Frame title={t('join.title')}>
      {error === null ? null : <Refused error={error} />}
      {data === undefined ? null : (
        <>
          <p className="lead">{t('join.lead', { organisation: data.organisationName })}</p>
          <p>
            <RoleNames roles={data.roles} />
          </p>
          <form onSubmit={answer}>
            <Field
              label={t('field.name')}
              hint={t('field.name.hint')}
              value={name}
              onChange={setName}
              autoComplete="username"
              required
            />
            <NewPassphraseFields passphrase={passphrase} />
            {joining.isError ? <Refused error={joining.error} /> : null}
            <button type="submit" disabled={joining.isPending}>
              {joining.isPending ? t('begin.pending') : t('begin.action')}
            </button>
          </form>
        </>
      )}
    </Frame>
  );
}
