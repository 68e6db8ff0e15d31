/** A link to somebody else's website: named by its host, never telling it where the reader came from. */
export function WebLink({ url, children }: { url: string; children?: string }) {
  return (
    <a href={url} rel="noreferrer nofollow" className="external">
      {children ?? <bdi dir="ltr">{hostOf(url)}</bdi>}
    </a>
  );
}

export function MailLink({ mailbox }: { mailbox: string }) {
  return (
    <a href={`mailto:${mailbox}`} dir="ltr">
      {mailbox}
    </a>
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') : url;
}
