import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { vault } from '#app/vault/vault.ts';
import { Frame } from '../frame.tsx';
import {
  beginKeyChange,
  completeKeyChange,
  ORGANISATION,
  type OwnPortalOrganisation,
  readOrganisation,
  withdrawKeyChange,
} from '../organisation/organisation.ts';
import { Refused } from '../refused.tsx';
import { SureButton } from '../sure-button.tsx';
import { usePortalText } from '../text.tsx';

/** The key by which the State knows the organisation, and the way to another one. */
export default function EnrolmentKey() {
  const t = usePortalText();
  const { data: own, error } = useQuery({ queryKey: ORGANISATION, queryFn: readOrganisation, staleTime: 0 });
  const isAdministrator = own?.members.find(({ isMe }) => isMe)?.roles.includes('administrator') === true;
  return (
    <Frame title={t('enrolmentKey.title')}>
      <p className="lead">{t('enrolmentKey.lead')}</p>
      {error === null ? null : <Refused error={error} />}
      {own == null ? null : (
        <>
          <p>{t('enrolmentKey.now')}</p>
          <KeyWords enrolmentKey={own.enrolmentKey} id="key-words" />
          {isAdministrator && own.standing === 'active' ? <Change own={own} /> : <p>{t('enrolmentKey.notYours')}</p>}
        </>
      )}
    </Frame>
  );
}

/** Nothing, a new key that waits for the State, or one that the State has signed. */
function Change({ own }: { own: OwnPortalOrganisation }) {
  const t = usePortalText();
  const queries = useQueryClient();
  const open = own.openKeyChange;
  const changing = useMutation({
    mutationFn: (step: () => Promise<void>) => step(),
    // Also after a refusal: a colleague may have been faster.
    onSettled: () => queries.invalidateQueries({ queryKey: ORGANISATION }),
  });
  const refused = changing.isError ? <Refused error={changing.error} /> : null;
  if (open === null) {
    return (
      <>
        <h2>{t('enrolmentKey.change')}</h2>
        <p>{t('enrolmentKey.change.when')}</p>
        <p>{t('enrolmentKey.change.meanwhile')}</p>
        {refused}
        <SureButton label={t('enrolmentKey.begin')} onSure={() => changing.mutate(() => beginKeyChange(own))}>
          {t('enrolmentKey.begin.sure')}
        </SureButton>
      </>
    );
  }
  if (open.isTakenUp) {
    return (
      <section className="warning">
        <h2>{t('enrolmentKey.takenUp')}</h2>
        <p>{t('enrolmentKey.takenUp.text')}</p>
        {refused}
        <button
          type="button"
          disabled={changing.isPending}
          onClick={() => changing.mutate(() => completeKeyChange(own, open.change))}
        >
          {t('enrolmentKey.complete')}
        </button>
      </section>
    );
  }
  return (
    <>
      <h2>{t('enrolmentKey.waits', { day: t.date(open.begunOn) })}</h2>
      <p>{t('enrolmentKey.waits.text')}</p>
      <p>{t('enrolmentKey.send')}</p>
      <KeyWords enrolmentKey={open.toKey} id="next-key-words" />
      <p>{t('enrolmentKey.after')}</p>
      {refused}
      <SureButton label={t('enrolmentKey.withdraw')} onSure={() => changing.mutate(withdrawKeyChange)}>
        {t('enrolmentKey.withdraw.sure')}
      </SureButton>
    </>
  );
}

function KeyWords({ enrolmentKey, id }: { enrolmentKey: string; id: string }) {
  const { data: words } = useQuery({
    queryKey: ['key words', enrolmentKey],
    queryFn: () => vault().keyWords(enrolmentKey),
  });
  return (
    <p className="words" id={id} translate="no">
      {words}
    </p>
  );
}
