import { useQueryClient } from '@tanstack/react-query';
import type { Case } from '#casework/case/case.ts';
import type { ToSign } from '#casework/case/second-signature.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import { exactTime } from '../exact-time.ts';
import { ProvedName } from '../mailbox/proved-name.tsx';
import { MAILBOX } from '../mailbox/read-mailbox.ts';
import { memberName } from '../organisation/member-name.ts';
import type { OwnPortalOrganisation } from '../organisation/organisation.ts';
import { Refused } from '../refused.tsx';
import { SureButton } from '../sure-button.tsx';
import { usePortalText } from '../text.tsx';
import { useDoing } from '../use-doing.ts';
import { tell } from './begin.ts';
import { FormShown } from './form-shown.tsx';
import { signTogether, waitingIn } from './sign-together.ts';

/** What a member wants to tell without consent: another member reads it, and signs it too or not. */
export function SecondSignatures(props: { found: Case; matters: readonly ListedMatter[]; own: OwnPortalOrganisation }) {
  const { found, matters, own } = props;
  const t = usePortalText();
  const waiting = waitingIn(found, matters);
  if (waiting.length === 0) return null;
  return (
    <section>
      <h2>{t('together.title')}</h2>
      {waiting.map((toSign) => (
        <OneToSign key={toSign.envelope} toSign={toSign} caseId={found.id} own={own} />
      ))}
    </section>
  );
}

function OneToSign({ toSign, caseId, own }: { toSign: ToSign; caseId: string; own: OwnPortalOrganisation }) {
  const t = usePortalText();
  const queries = useQueryClient();
  const { receiver, author, at, act, envelope } = toSign;
  const isMine = own.members.some(({ number, isMe }) => isMe && number === author);
  const onSettled = () => queries.invalidateQueries({ queryKey: MAILBOX });
  const signing = useDoing({ mutationFn: () => signTogether(caseId, toSign, own.id), onSettled });
  const dropping = useDoing({
    mutationFn: () => tell({ kind: 'not_signed', body: { case: caseId, envelope } }, own.id),
    onSettled,
  });
  const isPending = signing.isPending || dropping.isPending;
  return (
    <div className="card">
      <p>
        {t('together.who', { name: memberName(t, own, author), time: exactTime(t, at) })}{' '}
        <strong>
          <ProvedName organisation={receiver} />
        </strong>
      </p>
      {act.body.basis.override === null ? null : (
        <p className="warning">{t(`override.reason.${act.body.basis.override}`)}</p>
      )}
      <FormShown filled={act.body.form} />
      {isPending ? <p role="status">{t('composer.pending')}</p> : null}
      {isPending || signing.isSuccess ? null : (
        <div className="actions">
          {isMine ? (
            <p>{t('together.waits')}</p>
          ) : (
            <SureButton label={t('together.sign')} onSure={() => signing.mutate()}>
              {t('together.sign.sure')}
            </SureButton>
          )}
          <SureButton label={t('together.drop')} onSure={() => dropping.mutate()}>
            {t('together.drop.sure')}
          </SureButton>
        </div>
      )}
      {signing.error === null ? null : <Refused error={signing.error} />}
      {dropping.error === null ? null : <Refused error={dropping.error} />}
    </div>
  );
}
