/**
 * A page of its own from what a page shows, to be saved and printed anywhere: without script, without network.
 *
 * @param article markup that the page itself has drawn
 */
export function paperDocument(lang: string, title: string, article: string): string {
  const name = document.createElement('title');
  name.textContent = title;
  return `<!doctype html>
<html lang="${lang}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
${name.outerHTML}
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
dl > div { display: grid; grid-template-columns: 14rem 1fr; gap: 0 1rem; padding: .25rem 0; border-bottom: 1px solid #ccc }
dt { font-weight: 600 }
dd { margin: 0; overflow-wrap: anywhere }
.text { white-space: pre-wrap }
section { break-inside: avoid-page }
</style>
${article}
</html>
`;
}
