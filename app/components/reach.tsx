import type { Hotline, Phone } from '#app/queries/state.ts';
import { Fact, Facts } from './facts.tsx';
import { English } from './own-language.tsx';
import { PhoneInline, PhoneLink } from './phone-link.tsx';
import { TextWith, useText } from './text.tsx';
import { MailLink, WebLink } from './web-link.tsx';

interface Reachable {
  phones: readonly Phone[];
  email?: string | null;
  url: string | null;
  address?: string | null;
}

/** As much of a line as is needed to name it as the one to ask. */
export type AskableLine = Pick<Hotline, 'name' | 'operatorType' | 'audiences'> & {
  phones: readonly Pick<Phone, 'number' | 'display' | 'international'>[];
};

export function isReachable({ phones, email, url }: Reachable): boolean {
  return phones.length > 0 || (email ?? null) !== null || url !== null;
}

/** How to reach an office or service, or in plain words that no way is known and whom to ask instead. */
export function Reach({ entry, instead }: { entry: Reachable; instead: readonly AskableLine[] }) {
  const t = useText();
  return (
    <>
      <Facts>
        <Fact label={t('entry.phone')}>
          {entry.phones.length === 0
            ? null
            : entry.phones.map((phone) => <PhoneLink key={phone.number} phone={phone} />)}
        </Fact>
        <Fact label={t('entry.email')}>{entry.email == null ? null : <MailLink mailbox={entry.email} />}</Fact>
        <Fact label={t('entry.web')}>{entry.url === null ? null : <WebLink url={entry.url} />}</Fact>
        <Fact label={t('entry.address')}>{entry.address == null ? null : <bdi>{entry.address}</bdi>}</Fact>
      </Facts>
      {isReachable(entry) ? null : <AskInstead instead={instead} />}
    </>
  );
}

/** A line to ask: one that is not the police, where there is one, because an office or service was looked for. */
function AskInstead({ instead }: { instead: readonly AskableLine[] }) {
  const t = useText();
  const lines = instead.filter(({ phones, audiences }) => phones.length > 0 && audiences.length === 0);
  const line = lines.find(({ operatorType }) => operatorType !== 'POLICE') ?? lines[0];
  const phone = line?.phones[0];
  if (line === undefined || phone === undefined) return <p className="muted">{t('state.unreachable.nobody')}</p>;
  const answers = line.operatorType === null ? '' : ` (${t(`hotline.answers.${line.operatorType}`)})`;
  return (
    <p className="muted">
      <TextWith k="state.unreachable" slot="list">
        <English>{line.name}</English> <PhoneInline phone={phone} />
        {answers}
      </TextWith>
    </p>
  );
}
