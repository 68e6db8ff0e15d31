import { Link } from 'react-router-dom';
import { caseCodeOf } from '#casework/case/case-code.ts';
import type { Introduction } from '#casework/matter/introductions.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import { ProvedName } from '../mailbox/proved-name.tsx';
import { usePortalText } from '../text.tsx';

/** In a matter: whom the own organisation may speak with directly, and whom the other side may. */
export function Introductions({ introductions }: { introductions: readonly Introduction[] }) {
  const t = usePortalText();
  const there = introductions.filter(({ isOver }) => !isOver);
  if (there.length === 0) return null;
  return (
    <ul className="members">
      {there.map(({ to, isLead, isOurs }) => (
        <li key={`${to.counterpart} ${to.thread}`}>
          {isOurs ? (
            <>
              {t('introduced.youTo')}{' '}
              <Link to={`/portal/messages/${to.counterpart}/${to.thread}`}>
                <ProvedName organisation={to.counterpart} />
              </Link>
            </>
          ) : (
            <>
              {t('introduced.themTo')} <ProvedName organisation={to.counterpart} />
            </>
          )}
          {' · '}
          {t('matter.code')} <strong className="code">{caseCodeOf(to.thread)}</strong>
          {isLead ? <> · {t('introduced.leads')}</> : null}
        </li>
      ))}
    </ul>
  );
}

/** In the thread itself: who has brought the two together, and whether the person still agrees. */
export function IntroducedBy(props: { counterpart: string; thread: string; matters: readonly ListedMatter[] }) {
  const { counterpart, thread, matters } = props;
  const t = usePortalText();
  for (const listed of matters) {
    const found = listed.introductions.find(
      ({ to, isOurs }) => isOurs && to.counterpart === counterpart && to.thread === thread,
    );
    if (found === undefined) continue;
    return (
      <>
        <p>
          {t('introduced.by')}{' '}
          <Link to={`/portal/messages/${listed.counterpart}/${listed.thread}`}>
            <ProvedName organisation={found.by} />
          </Link>
          {' · '}
          {t('matter.code')} <strong className="code">{caseCodeOf(thread)}</strong>
        </p>
        {found.isOver ? <p className="warning">{t('matter.messagesAfter')}</p> : null}
      </>
    );
  }
  return null;
}
