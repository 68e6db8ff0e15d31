/** A public page as a reader without a browser sees it. */
export interface VisitedPage {
  status: number;
  html: string;
  /** Every number that can be called from it, in order. */
  numbers: string[];
  /** What it says of itself when it is a copy. */
  notice: string | null;
}

export async function visit(url: string, path: string): Promise<VisitedPage> {
  const response = await fetch(new URL(path, url), { headers: { Accept: 'text/html' } });
  const html = await response.text();
  return {
    status: response.status,
    html,
    numbers: [...html.matchAll(/href="tel:([^"]+)"/g)].map(([, number]) => number ?? ''),
    notice: /<p class="copy-notice"[^>]*>([^<]*)</.exec(html)?.[1] ?? null,
  };
}
