import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { LanguageProvider } from '#app/components/text.tsx';
import { languageAt } from '#app/languages.ts';
import { createTranslator, type Texts } from '#app/translator.ts';
import { LiveFind } from './live-find.tsx';
import { readSearch } from './search.ts';

/** Each language's texts are fetched on their own. */
const LOCALES = import.meta.glob<Texts>('../locales/*.json', { import: 'default' });

/** Takes the place of the page's form and results as they are at this moment, with the same markup. */
async function wake(): Promise<void> {
  const lang = languageAt(location.pathname);
  const texts = await LOCALES[`../locales/${lang}.json`]?.();
  const place = document.getElementById('find');
  const form = place?.querySelector('form');
  if (texts === undefined || place == null || form == null) return;
  const fields = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  const touched = document.activeElement?.id ?? '';
  createRoot(place).render(
    <LanguageProvider value={createTranslator(lang, (key) => texts[key] ?? key)}>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false } } })}>
        <LiveFind first={readSearch(fields)} touched={touched} />
      </QueryClientProvider>
    </LanguageProvider>,
  );
}

wake();
