import type { Label } from '#app/queries/labels.ts';
import type { Hotline } from '#app/queries/state.ts';
import { ChannelLink } from './channel-link.tsx';
import { useText } from './text.tsx';

/** In the place of a telephone number: the other ways to reach the line, else that its number is not known. */
export function WithoutNumber({ hotline: { channels }, label }: { hotline: Pick<Hotline, 'channels'>; label: Label }) {
  const t = useText();
  if (channels.length === 0) return <span className="muted">{t('hotline.nonumber')}</span>;
  return channels.map((channel) => (
    <ChannelLink key={`${channel.kind}${channel.value}`} channel={channel} label={label} />
  ));
}
