import { useQuery } from '@tanstack/react-query';
import { EventsDocument } from '#app/queries/portal/administration.ts';
import { askPortal } from '../ask.ts';
import { Frame } from '../frame.tsx';
import { LoggedEvents } from '../logged-events.tsx';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';

/** What was done to one's access and, for administrators, to that of the whole organisation. */
export default function Events() {
  const t = usePortalText();
  const { data: me, error } = useQuery({
    queryKey: ['events'],
    queryFn: async () => (await askPortal(EventsDocument, {})).me,
    staleTime: 0,
  });
  const organisation = me?.organisation ?? null;
  const isAdministrator = organisation?.members.some(({ isMe, roles }) => isMe && roles.includes('administrator'));
  return (
    <Frame title={t('events.title')}>
      <p className="lead">{t('events.lead')}</p>
      {error === null ? null : <Refused error={error} />}
      {organisation !== null && isAdministrator === true ? (
        <section aria-labelledby="of-organisation">
          <h2 id="of-organisation">{t('events.organisation')}</h2>
          <p>{t('events.organisation.text')}</p>
          <LoggedEvents events={organisation.events} />
        </section>
      ) : null}
      {me == null ? null : (
        <section aria-labelledby="of-me">
          <h2 id="of-me">{t('events.mine')}</h2>
          <LoggedEvents events={me.events} />
        </section>
      )}
    </Frame>
  );
}
