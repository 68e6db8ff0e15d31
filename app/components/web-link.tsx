/** A link to somebody else's website: named by its host, never telling it where the reader came from. */
export function WebLink({ url, children }: { url: string; children?: string }) {
  return (
    <a href={url} rel="noreferrer nofollow" className="external">
      {children ?? hostOf(url)}
    </a>
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') : url;
}
