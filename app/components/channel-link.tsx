import type { Label } from '#app/queries/labels.ts';
import type { Hotline } from '#app/queries/state.ts';
import { English, Terms } from './own-language.tsx';
import { Labelled } from './text.tsx';
import { MailLink, WebLink } from './web-link.tsx';

type Channel = Hotline['channels'][number];

/** Another way than a call. What can be opened is a link; an app's name is just named. */
export function ChannelLink({ channel, label }: { channel: Channel; label: Label }) {
  const { kind, value, label: which } = channel;
  return (
    <span className="channel">
      <Labelled label={<Terms label={label} of="channel_kind" codes={[kind]} />}>
        <ChannelValue kind={kind} value={value} />
      </Labelled>
      {which === null ? null : (
        <>
          {' ('}
          <English>{which}</English>)
        </>
      )}
    </span>
  );
}

function ChannelValue({ kind, value }: { kind: string; value: string }) {
  const digits = value.replace(/[^\d+]/g, '');
  if (kind === 'email') return <MailLink mailbox={value} />;
  if (kind === 'sms' && digits.length >= 3) {
    return (
      <a href={`sms:${digits}`} dir="ltr">
        {value}
      </a>
    );
  }
  if (URL.canParse(value) && /^https?:/.test(value)) return <WebLink url={value} />;
  return <bdi>{value}</bdi>;
}
