import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router-dom';
import type { Case as CaseOfOurs } from '#casework/case/case.ts';
import { inForce } from '#casework/consent/consent.ts';
import { ENGLISH, labelOf } from '#casework/forms/labels.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import { FormShown } from '../casework/form-shown.tsx';
import { StateWords } from '../casework/state-words.tsx';
import { useCases } from '../casework/use-cases.ts';
import { exactTime } from '../exact-time.ts';
import { Frame } from '../frame.tsx';
import { MailboxProgress } from '../mailbox/mailbox-progress.tsx';
import { ProvedName } from '../mailbox/proved-name.tsx';
import { useMailbox } from '../mailbox/use-mailbox.ts';
import { ORGANISATION, readOrganisation } from '../organisation/organisation.ts';
import { usePortalText } from '../text.tsx';

/** One person or family, over all organisations that were asked: their answers side by side, and who was told what on which consent. */
export default function Case() {
  const t = usePortalText();
  const { id = '' } = useParams();
  const mailbox = useMailbox();
  const known = useCases(mailbox);
  const { data: own } = useQuery({ queryKey: ORGANISATION, queryFn: readOrganisation });
  const found = known?.cases.find((each) => each.id === id) ?? null;
  const matters = known?.matters.filter((each) => each.case?.id === id) ?? [];
  return (
    <Frame title={found?.label ?? t('case.title')}>
      <MailboxProgress mailbox={mailbox} />
      {known !== null && found === null && !mailbox.isReading ? <p role="status">{t('case.none')}</p> : null}
      {found === null || own == null ? null : (
        <>
          <p className="muted">{t('case.label.text')}</p>
          <p>
            <Link className="button" to={`/portal/cases/enquire?case=${id}`}>
              {t('case.enquire')}
            </Link>
          </p>
          <h2>{t('case.asked')}</h2>
          <div className="side-by-side">
            {matters.map((listed) => (
              <Asked key={`${listed.counterpart} ${listed.thread}`} listed={listed} own={own.id} caseId={id} />
            ))}
          </div>
          <Disclosures matters={matters} own={own.id} />
          <Consents found={found} matters={matters} />
        </>
      )}
    </Frame>
  );
}

function Asked({ listed, own, caseId }: { listed: ListedMatter; own: string; caseId: string }) {
  const t = usePortalText();
  const { counterpart, thread, matter } = listed;
  const answer = matter.acts.findLast(
    ({ verdict, by, act }) =>
      verdict === 'counts' &&
      by === counterpart &&
      (act?.kind === 'enquiry_answered' ||
        act?.kind === 'accepted' ||
        act?.kind === 'partly_accepted' ||
        act?.kind === 'declined' ||
        act?.kind === 'redirected'),
  );
  const mayRefer = matter.side === 'asker' && ['ENQUIRY_SENT', 'ENQUIRY_ANSWERED'].includes(matter.standing.course);
  return (
    <section className="card">
      <h3>
        <Link to={`/portal/messages/${counterpart}/${thread}`}>
          <ProvedName organisation={counterpart} />
        </Link>
      </h3>
      <StateWords matter={matter} own={own} />
      {answer?.act == null || !('form' in answer.act.body) || answer.act.body.form === null ? null : (
        <FormShown filled={answer.act.body.form} />
      )}
      {mayRefer ? (
        <p>
          <Link className="button" to={`/portal/cases/${caseId}/refer/${counterpart}/${thread}`}>
            {t('case.refer')}
          </Link>
        </p>
      ) : null}
    </section>
  );
}

/** Who was told what, when, on which consent. */
function Disclosures({ matters, own }: { matters: readonly ListedMatter[]; own: string }) {
  const t = usePortalText();
  const told = matters
    .flatMap(({ counterpart, matter }) => matter.acts.map((judged) => ({ counterpart, judged })))
    .flatMap(({ counterpart, judged }) => {
      const { act, by, verdict, at, hash } = judged;
      return act?.kind === 'referral' && by === own && verdict === 'counts'
        ? [{ counterpart, at, hash, basis: act.body.basis }]
        : [];
    });
  return (
    <>
      <h2>{t('case.told')}</h2>
      {told.length === 0 ? <p>{t('case.told.none')}</p> : null}
      <ul className="members">
        {told.map(({ counterpart, at, hash, basis }) => (
          <li key={hash}>
            <strong>
              <ProvedName organisation={counterpart} />
            </strong>{' '}
            · {exactTime(t, at)}
            <p>{t.list(basis.agreed.map(({ scope }) => labelOf(ENGLISH, `scope.${scope}`)))}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

function Consents({ found, matters }: { found: CaseOfOurs; matters: readonly ListedMatter[] }) {
  const t = usePortalText();
  const receivers = [...new Set(matters.map(({ counterpart }) => counterpart))];
  const now = new Date();
  return (
    <>
      <h2>{t('case.consents')}</h2>
      {found.consents.length === 0 ? <p>{t('case.consents.none')}</p> : null}
      <ul className="members">
        {receivers.map((receiver) => {
          const agreed = inForce(found.consents, found.withdrawals, { case: found.id, receiver, at: now });
          return agreed.length === 0 ? null : (
            <li key={receiver}>
              <strong>
                <ProvedName organisation={receiver} />
              </strong>
              <ul>
                {agreed.map(({ scope, until }) => (
                  <li key={scope}>
                    {labelOf(ENGLISH, `scope.${scope}`)} · {t('case.until', { day: t.date(until.slice(0, 10)) })}
                  </li>
                ))}
              </ul>
            </li>
          );
        })}
      </ul>
    </>
  );
}
