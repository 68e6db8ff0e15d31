import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useParams } from 'react-router-dom';
import { toUtf8 } from '#crypto/bytes.ts';
import { saveBytes } from '../attachments/save-file.ts';
import { useFormWords } from '../casework/form-words.ts';
import { HeldAboutPerson } from '../casework/held-about-person.tsx';
import { paperDocument } from '../casework/paper.ts';
import { useCases } from '../casework/use-cases.ts';
import { Frame } from '../frame.tsx';
import { LanguageSelect } from '../language-choice.tsx';
import type { PortalLanguage } from '../languages.ts';
import { MailboxProgress } from '../mailbox/mailbox-progress.tsx';
import { useMailbox } from '../mailbox/use-mailbox.ts';
import { ORGANISATION, readOrganisation } from '../organisation/organisation.ts';
import { usePortalText } from '../text.tsx';

/** What is held about a person in a case, or in a matter that another organisation leads, in the person's language: to print or save. */
export default function CopyForPerson() {
  const t = usePortalText();
  const { id, counterpart, thread } = useParams();
  const mailbox = useMailbox();
  const known = useCases(mailbox);
  const { data: own } = useQuery({ queryKey: ORGANISATION, queryFn: readOrganisation });
  const [lang, setLang] = useState<PortalLanguage>(t.lang);
  const words = useFormWords(lang);
  const paper = useRef<HTMLDivElement>(null);
  const found = known?.cases.find((each) => each.id === id) ?? null;
  const matters = (known?.matters ?? []).filter((each) =>
    id === undefined ? each.counterpart === counterpart && each.thread === thread : each.case?.id === id,
  );
  const isNothing = found === null && matters.length === 0;
  const save = () => {
    if (words === null || own == null || paper.current === null) return;
    const title = words.t('paper.title', { organisation: own.name });
    saveBytes(toUtf8(paperDocument(lang, title, handedOver(paper.current))), 'copy.html');
  };
  return (
    <Frame title={t('copy.title')}>
      <p className="lead screen-only">{t('copy.lead')}</p>
      <MailboxProgress mailbox={mailbox} />
      {known !== null && isNothing && !mailbox.isReading ? <p role="status">{t('case.none')}</p> : null}
      {isNothing || mailbox.isReading || words === null || own == null ? null : (
        <>
          <p className="actions">
            <LanguageSelect label={t('copy.language')} value={lang} onChange={setLang} />
            <button type="button" onClick={() => print()}>
              {t('copy.print')}
            </button>
            <button type="button" className="quiet" onClick={save}>
              {t('copy.save')}
            </button>
          </p>
          <div ref={paper}>
            <HeldAboutPerson words={words} holder={own.name} own={own.id} found={found} matters={matters} />
          </div>
        </>
      )}
    </Frame>
  );
}

/** Without what was left out, and without what is only to be clicked. */
function handedOver(paper: HTMLElement): string {
  const copy = paper.cloneNode(true) as HTMLElement;
  for (const each of copy.querySelectorAll('button, [data-out="true"]')) each.remove();
  return copy.innerHTML;
}
