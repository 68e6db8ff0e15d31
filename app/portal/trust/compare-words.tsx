import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { CHANNELS, type Channel } from '#casework/trust-events.ts';
import { Choice } from '../choice.tsx';
import { MAILBOX } from '../mailbox/read-mailbox.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { type Compared, recordComparison } from './compare.ts';

/**
 * Where a person says that words were compared outside the portal.
 *
 * @param props.own UUID of the own organisation, in whose trust record it stands from then on
 */
export function CompareWords(props: { compared: Compared; action: string; own: string; onDone: () => void }) {
  const { compared, action, own, onDone } = props;
  const t = usePortalText();
  const queries = useQueryClient();
  const [channel, setChannel] = useState<Channel | ''>('');
  const [isSame, setIsSame] = useState(false);
  const recording = useMutation({
    mutationFn: async (by: Channel) => recordComparison(compared, by, own),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: MAILBOX });
      await queries.invalidateQueries({ queryKey: ['proved name'] });
      onDone();
    },
  });
  const record = (event: FormEvent) => {
    event.preventDefault();
    if (channel !== '') recording.mutate(channel);
  };
  return (
    <form onSubmit={record}>
      <Choice
        label={t('compare.channel')}
        value={channel}
        onChange={(value) => setChannel(value as Channel)}
        options={CHANNELS.map((value) => ({ value, label: t(`compare.channel.${value}`) }))}
      />
      <label className="check">
        <input type="checkbox" required checked={isSame} onChange={(event) => setIsSame(event.target.checked)} />
        <span>{t('compare.confirm')}</span>
      </label>
      <button type="submit" disabled={recording.isPending}>
        {action}
      </button>
      {recording.error === null ? null : <Refused error={recording.error} />}
    </form>
  );
}
