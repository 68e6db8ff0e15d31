import { useMutation } from '@tanstack/react-query';
import { LANGUAGES } from '#app/languages.ts';
import { PORTAL_LANGUAGES, type PortalLanguage } from './languages.ts';
import { useLanguageChoice, usePortalText } from './text.tsx';

/** The language of the whole portal. */
export function LanguageChoice() {
  const t = usePortalText();
  const choose = useLanguageChoice();
  // One that cannot be fetched now leaves the page as it is.
  const { mutate } = useMutation({ mutationFn: choose });
  return <LanguageSelect label={t('language')} value={t.lang} onChange={mutate} />;
}

/** Every language by its own name. */
export function LanguageSelect(props: { label: string; value: string; onChange: (lang: PortalLanguage) => void }) {
  const { label, value, onChange } = props;
  return (
    <select
      className="language"
      aria-label={label}
      value={value}
      onChange={({ target }) => {
        const lang = PORTAL_LANGUAGES.find((each) => each === target.value);
        if (lang !== undefined) onChange(lang);
      }}
    >
      {PORTAL_LANGUAGES.map((lang) => (
        <option key={lang} value={lang} lang={lang}>
          {LANGUAGES[lang].name}
        </option>
      ))}
    </select>
  );
}
