import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { createTranslator, type Translator } from '#app/translator.ts';
import type { Labels } from '#casework/forms/labels.ts';
import { keepLanguage, languageOfDevice, type PortalLanguage, type Wording, wordingIn } from './languages.ts';
import english from './locales/en.json';

export type PortalTextKey = keyof typeof english;
export type PortalTranslator = Translator<PortalTextKey, PortalLanguage>;

interface Texts {
  t: PortalTranslator;
  labels: Labels;
  /** Without leaving the page: with it the open keys would go. */
  choose(lang: PortalLanguage): Promise<void>;
}

const Spoken = createContext<Texts | null>(null);

/** What the portal says to the reader, in the language of the device or the one that was chosen last. */
export function PortalTexts({ children }: { children: ReactNode }) {
  const [wording, setWording] = useState<Wording | null>(null);
  useEffect(() => {
    // A language that cannot be fetched must not keep anybody out.
    wordingIn(languageOfDevice())
      .catch(() => wordingIn('en'))
      .then(setWording);
  }, []);
  useEffect(() => {
    if (wording !== null) document.documentElement.lang = wording.lang;
  }, [wording]);
  const spoken = useMemo<Texts | null>(
    () =>
      wording === null
        ? null
        : {
            t: translatorOf(wording),
            labels: wording.labels,
            async choose(lang) {
              setWording(await wordingIn(lang));
              keepLanguage(lang);
            },
          },
    [wording],
  );
  return spoken === null ? null : <Spoken.Provider value={spoken}>{children}</Spoken.Provider>;
}

export function usePortalText(): PortalTranslator {
  return useTexts().t;
}

/** The words of forms, by their key. */
export function useLabels(): Labels {
  return useTexts().labels;
}

export function useLanguageChoice(): Texts['choose'] {
  return useTexts().choose;
}

export function translatorOf({ lang, texts }: Wording): PortalTranslator {
  return createTranslator(lang, (key) => texts[key] ?? english[key]);
}

function useTexts(): Texts {
  const texts = useContext(Spoken);
  if (texts === null) throw new Error('Texts are used outside PortalTexts.');
  return texts;
}
