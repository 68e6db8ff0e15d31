import type { Label } from '#app/queries/labels.ts';
import type { Hotline } from '#app/queries/state.ts';
import { WebLink } from './web-link.tsx';

type Channel = Hotline['channels'][number];

/** Another way than a call. What can be opened is a link; an app's name is just named. */
export function ChannelLink({ channel, label }: { channel: Channel; label: Label }) {
  const { kind, value, label: which } = channel;
  return (
    <span className="channel">
      {label('channel_kind', kind)}: <ChannelValue kind={kind} value={value} />
      {which === null ? '' : ` (${which})`}
    </span>
  );
}

function ChannelValue({ kind, value }: { kind: string; value: string }) {
  const digits = value.replace(/[^\d+]/g, '');
  if (kind === 'email') return <a href={`mailto:${value}`}>{value}</a>;
  if (kind === 'sms' && digits.length >= 3) return <a href={`sms:${digits}`}>{value}</a>;
  if (URL.canParse(value) && /^https?:/.test(value)) return <WebLink url={value} />;
  return <span>{value}</span>;
}
