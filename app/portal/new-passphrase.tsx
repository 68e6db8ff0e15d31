import { useState } from 'react';
import { passphrase as drawPassphrase, normalisePassphrase } from '#crypto/words.ts';
import { PortalRefusal } from './ask.ts';
import { Field } from './field.tsx';
import { usePortalText } from './text.tsx';

/** Six words that were drawn, and what was typed to repeat them. */
export interface NewPassphrase {
  words: string;
  typed: string;
  drawOthers(): void;
  type(text: string): void;
  /** @throws PortalRefusal unless they were repeated rightly */
  confirmed(): string;
}

export function useNewPassphrase(): NewPassphrase {
  const [words, setWords] = useState(drawPassphrase);
  const [typed, type] = useState('');
  return {
    words,
    typed,
    type,
    drawOthers: () => setWords(drawPassphrase()),
    confirmed() {
      if (normalisePassphrase(typed) !== words) throw new PortalRefusal('NOT_THE_SAME');
      return words;
    },
  };
}

/** Shows the words to write down, and has them typed once before they count. */
export function NewPassphraseFields({ passphrase }: { passphrase: NewPassphrase }) {
  const t = usePortalText();
  return (
    <>
      <h2>{t('passphrase.title')}</h2>
      <p>{t('passphrase.text')}</p>
      <p className="words" id="passphrase" translate="no">
        {passphrase.words}
      </p>
      <p>
        <button type="button" className="quiet" onClick={passphrase.drawOthers}>
          {t('passphrase.other')}
        </button>
      </p>
      <p className="warning">{t('passphrase.lost')}</p>
      <Field
        label={t('passphrase.repeat')}
        hint={t('passphrase.repeat.hint')}
        value={passphrase.typed}
        onChange={passphrase.type}
        autoComplete="off"
        required
      />
    </>
  );
}
