import { createTransport } from 'nodemailer';

/** How notices leave this node. */
export interface NoticeMail {
  /** @throws Error of the mail server, which may name the mailbox */
  send(mailbox: string): Promise<void>;
  close(): void;
}

const ANSWER_WITHIN = 20_000;

/**
 * @param settings.smtpUrl such as `smtps://name:password@mail.example.org`
 * @param url of the portal's pages
 */
export function createNoticeMail(settings: { smtpUrl: string; from: string }, url: string): NoticeMail {
  const transport = createTransport({
    url: settings.smtpUrl,
    connectionTimeout: ANSWER_WITHIN,
    greetingTimeout: ANSWER_WITHIN,
    socketTimeout: ANSWER_WITHIN,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mailbox) {
      await transport.sendMail({
        from: settings.from,
        to: { name: '', address: mailbox },
        subject: 'Something new in the portal',
        text: noticeText(url),
        // So that out-of-office replies do not come back.
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    },
    close: () => transport.close(),
  };
}

/** The same for every event: whoever reads it on the way learns nothing. */
function noticeText(url: string): string {
  return `There is something new for your organisation in the portal:\n\n${url}\n\nThis message says no more on purpose.\n`;
}
