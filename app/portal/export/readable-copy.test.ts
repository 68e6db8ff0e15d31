import { expect, it } from 'vitest';
import { readableCopy } from './readable-copy.ts';

const said = (text: string) => ({
  lang: 'en',
  title: text,
  facts: [text],
  messages: [
    {
      by: text,
      at: text,
      notes: [text],
      text,
      language: text,
      files: [{ path: `attachments/1/1/${text}`, name: text }],
    },
  ],
  checking: { title: text, steps: [text] },
});

it('shows everything as text, whatever somebody wrote', () => {
  const page = readableCopy(said(`"><script>alert('1')</script><img src=x onerror=alert(1)>&amp;`));
  expect(page).not.toContain('<script');
  expect(page).not.toContain('<img');
  expect(page).toContain('&lt;script&gt;alert(&#39;1&#39;)');
  expect(page).toContain('&amp;amp;');
  expect(page).toContain("default-src 'none'");
});

it('links to files by their place in the export, with any name', () => {
  const page = readableCopy(said('a#b?c d.txt'));
  expect(page).toContain('href="attachments/1/1/a%23b%3Fc%20d.txt"');
});
