/** One message as the readable copy shows it; all of it as text. */
export interface CopiedMessage {
  by: string;
  at: string;
  /** What is to be said of it, such as that it was not opened. */
  notes: string[];
  text: string;
  /** BCP 47 */
  language: string;
  /** Where its files lie in the export. */
  files: { path: string; name: string }[];
}

export interface ReadableCopy {
  lang: string;
  title: string;
  /** Whose it is, with whom, and as of when. */
  facts: string[];
  messages: CopiedMessage[];
  checking: { title: string; steps: string[] };
}

/**
 * A page that opens without the portal, without a network and without script. It needs no trust: what it shows is in the signed
 * events beside it.
 *
 * @returns a whole HTML document
 */
export function readableCopy({ lang, title, facts, messages, checking }: ReadableCopy): string {
  return `<!doctype html>
<html lang="${escaped(lang)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
article { border: 1px solid; border-radius: .5rem; padding: 0 1rem; margin: 1rem 0; break-inside: avoid }
pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere }
</style>
<h1>${escaped(title)}</h1>
${facts.map((fact) => `<p>${escaped(fact)}</p>`).join('\n')}
${messages.map(shown).join('\n')}
<h2>${escaped(checking.title)}</h2>
<ol>
${checking.steps.map((step) => `<li>${escaped(step)}`).join('\n')}
</ol>
`;
}

function shown({ by, at, notes, text, language, files }: CopiedMessage): string {
  const links = files.map(
    ({ path, name }) =>
      `<li><a href="${escaped(path.split('/').map(encodeURIComponent).join('/'))}">${escaped(name)}</a>`,
  );
  return `<article>
<p><strong><bdi>${escaped(by)}</bdi></strong>, ${escaped(at)}</p>
${notes.map((note) => `<p>${escaped(note)}</p>`).join('\n')}
<pre lang="${escaped(language)}" dir="auto">${escaped(text)}</pre>
${links.length === 0 ? '' : `<ul>\n${links.join('\n')}\n</ul>`}
</article>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
}
