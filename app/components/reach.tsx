import type { Hotline, Phone } from '#app/queries/state.ts';
import { Fact, Facts } from './facts.tsx';
import { PhoneInline, PhoneLink } from './phone-link.tsx';
import { TextWith, useText } from './text.tsx';
import { WebLink } from './web-link.tsx';

interface Reachable {
  phones: readonly Phone[];
  email?: string | null;
  url: string | null;
  address?: string | null;
}

export function isReachable({ phones, email, url }: Reachable): boolean {
  return phones.length > 0 || (email ?? null) !== null || url !== null;
}

/** How to reach an office or service, or in plain words that no way is known and whom to ask instead. */
export function Reach({ entry, instead }: { entry: Reachable; instead: readonly Hotline[] }) {
  const t = useText();
  return (
    <>
      <Facts>
        <Fact label={t('entry.phone')}>
          {entry.phones.length === 0
            ? null
            : entry.phones.map((phone) => <PhoneLink key={phone.number} phone={phone} />)}
        </Fact>
        <Fact label={t('entry.email')}>
          {entry.email == null ? null : <a href={`mailto:${entry.email}`}>{entry.email}</a>}
        </Fact>
        <Fact label={t('entry.web')}>{entry.url === null ? null : <WebLink url={entry.url} />}</Fact>
        <Fact label={t('entry.address')}>{entry.address ?? null}</Fact>
      </Facts>
      {isReachable(entry) ? null : <AskInstead instead={instead} />}
    </>
  );
}

function AskInstead({ instead }: { instead: readonly Hotline[] }) {
  const t = useText();
  const line = instead.find(({ phones }) => phones.length > 0);
  const phone = line?.phones[0];
  if (line === undefined || phone === undefined) return <p className="muted">{t('state.unreachable.nobody')}</p>;
  return (
    <p className="muted">
      <TextWith k="state.unreachable" slot="list">
        {line.name} <PhoneInline phone={phone} />
      </TextWith>
    </p>
  );
}
