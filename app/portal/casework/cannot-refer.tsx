import { Link } from 'react-router-dom';
import { codesOf } from '#casework/forms/answers.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import type { Matter } from '#casework/matter/matter.ts';
import { ProvedName, useProved } from '../mailbox/proved-name.tsx';
import { Pair } from '../pair.tsx';
import { stateNameOf } from '../state-name.ts';
import { usePortalText } from '../text.tsx';

/** Where nobody helps here: who else could, without typing anything twice. Nothing where help is still to be had. */
export function CannotRefer(props: {
  listed: ListedMatter;
  /** Of the same case: who was asked already is not named again. */
  all: readonly ListedMatter[];
  caseId: string;
  /** UUID */
  own: string;
}) {
  const { listed, all, caseId, own } = props;
  const t = usePortalText();
  const { counterpart, thread, matter } = listed;
  const state = useProved(counterpart)?.state;
  if (matter.side !== 'asker' || !isInVain(matter)) return null;
  const named = namedInstead(matter).filter((id) => id !== own && !all.some((each) => each.counterpart === id));
  const like = encodeURIComponent(`${counterpart} ${thread}`);
  return (
    <div className="alternatives">
      <p>{t('alternatives.title')}</p>
      <ul>
        {named.map((organisation) => (
          <li key={organisation}>
            <Pair name={<ProvedName organisation={organisation} />}>
              <Link to={`/portal/cases/enquire?case=${caseId}&to=${organisation}&like=${like}`}>
                {t('alternatives.askThem')}
              </Link>{' '}
              · <Link to={`/portal/cases/${caseId}/refer/${organisation}?like=${like}`}>{t('case.refer')}</Link>
            </Pair>
          </li>
        ))}
        <li>
          <Link to={`/portal/cases/enquire?case=${caseId}&like=${like}`}>{t('alternatives.askOthers')}</Link>
        </li>
        {state === undefined ? null : (
          <li>
            <a href={`/${t.lang}/states/${state}`} target="_blank" rel="noreferrer">
              {t('alternatives.directory', { state: stateNameOf(t, state) })}
            </a>
          </li>
        )}
      </ul>
    </div>
  );
}

function isInVain({ state, acts }: Matter): boolean {
  if (state === 'DECLINED' || state === 'REDIRECTED' || state === 'EXPIRED') return true;
  const answer = acts.findLast(({ verdict, act }) => verdict === 'counts' && act?.kind === 'enquiry_answered')?.act;
  return (
    state === 'ENQUIRY_ANSWERED' &&
    answer?.kind === 'enquiry_answered' &&
    codesOf(answer.body.form.answers.capacity).includes('no')
  );
}

/** UUIDs of organisations that the other side named. */
function namedInstead({ acts }: Matter): readonly string[] {
  const act = acts.findLast(({ verdict, kind }) => verdict === 'counts' && kind === 'redirected')?.act;
  return act?.kind === 'redirected' ? act.body.to : [];
}
