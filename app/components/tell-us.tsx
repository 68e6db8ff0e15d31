import { TextWith, useText } from './text.tsx';
import { MailLink, WebLink } from './web-link.tsx';

/** Whom to tell that something is wrong: the operator of this node, where one is named. */
export function TellUs({ contact }: { contact: string | null }) {
  const t = useText();
  if (contact === null) return <p>{t('data.error.noContact')}</p>;
  return (
    <p>
      <TextWith k="data.error.contact" slot="link">
        {URL.canParse(contact) ? <WebLink url={contact} /> : <MailLink mailbox={contact} />}
      </TextWith>
    </p>
  );
}
