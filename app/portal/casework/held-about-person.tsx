import { type ReactNode, useState } from 'react';
import type { Case } from '#casework/case/case.ts';
import { type Consent, inForce } from '#casework/consent/consent.ts';
import type { Scope } from '#casework/consent/scopes.ts';
import type { JudgedAct } from '#casework/matter/judge.ts';
import type { ListedMatter } from '#casework/matter/list.ts';
import { shownTo } from '#casework/matter/shown-to.ts';
import { exactTime } from '../exact-time.ts';
import { ProvedName } from '../mailbox/proved-name.tsx';
import { usePortalText } from '../text.tsx';
import { Said } from './act-shown.tsx';
import { FormShown } from './form-shown.tsx';
import type { FormWords } from './form-words.ts';

/** What an organisation holds about a person, said to that person. Whoever asks has a right to it (DP-12). */
export function HeldAboutPerson(props: {
  words: FormWords;
  /** Name of the organisation. */
  holder: string;
  /** UUID */
  own: string;
  /** Null where another organisation leads the case. */
  found: Case | null;
  matters: readonly ListedMatter[];
}) {
  const { words, holder, own, found, matters } = props;
  const { t } = words;
  const told = toldIn(matters, own).filter(({ act }) => act.by === own);
  const heard = toldIn(matters, own).filter(({ act }) => act.by !== own);
  const removed = matters.flatMap(({ counterpart, matter }) =>
    matter.acts.filter(counts('removed')).map((act) => ({ counterpart, act, without: [] })),
  );
  return (
    <article lang={t.lang} dir={t.dir} className="for-person">
      <h2>{t('paper.title', { organisation: holder })}</h2>
      <p>{t('paper.asOf', { time: exactTime(t, new Date().toISOString()) })}</p>
      <p>{t('paper.rights')}</p>
      {found === null ? null : <Agreed found={found} words={words} />}
      {told.length === 0 && found === null ? null : (
        <section>
          <h3>{t('paper.told')}</h3>
          {told.length === 0 ? <p>{t('paper.told.none')}</p> : null}
          {told.map((each) => (
            <Told key={each.act.hash} {...each} words={words} />
          ))}
        </section>
      )}
      {heard.length === 0 ? null : (
        <section>
          <h3>{t('paper.heard')}</h3>
          {heard.map((each) => (
            <Told key={each.act.hash} {...each} words={words} />
          ))}
        </section>
      )}
      {removed.length === 0 ? null : (
        <section>
          <h3>{t('paper.removed')}</h3>
          {removed.map((each) => (
            <Told key={each.act.hash} {...each} words={words} />
          ))}
        </section>
      )}
      {found?.assessment == null ? null : (
        <section>
          <h3>{words.label('form.A')}</h3>
          <Removable>
            <FormShown filled={found.assessment} lang={t.lang} />
          </Removable>
        </section>
      )}
      <p>{t('paper.letters')}</p>
    </article>
  );
}

interface ToldAct {
  /** UUID of the other organisation. */
  counterpart: string;
  act: JudgedAct;
  /** Consents that were taken back. */
  without: readonly Scope[];
}

/** Whoever hands the copy over may leave a part of it out, which then is neither printed nor saved. */
function Removable({ children }: { children: ReactNode }) {
  const t = usePortalText();
  const [isOut, setIsOut] = useState(false);
  return (
    <div className={isOut ? 'screen-only taken-out' : undefined} data-out={isOut}>
      <button type="button" className="quiet" onClick={() => setIsOut(!isOut)}>
        {t(isOut ? 'copy.putBack' : 'copy.takeOut')}
      </button>
      {children}
    </div>
  );
}

/** One act, with whom it was exchanged and when. */
function Told({ counterpart, act, without, words }: ToldAct & { words: FormWords }) {
  const { t } = words;
  return (
    <Removable>
      <h4>
        <ProvedName organisation={counterpart} /> · {exactTime(t, act.at)}
      </h4>
      {act.act === null ? null : <Said act={act.act} without={without} lang={t.lang} />}
    </Removable>
  );
}

function Agreed({ found, words }: { found: Case; words: FormWords }) {
  const { t } = words;
  return (
    <section>
      <h3>{t('paper.agreed')}</h3>
      {found.consents.length === 0 ? <p>{t('paper.agreed.none')}</p> : null}
      {found.consents.map((consent) => (
        <Consented key={consent.id} consent={consent} found={found} words={words} />
      ))}
    </section>
  );
}

function Consented({ consent, found, words }: { consent: Consent; found: Case; words: FormWords }) {
  const { t, label } = words;
  const { receiver, scopes, purpose, givenBy, way } = consent;
  const isLast = found.consents.findLast((each) => each.receiver === receiver)?.id === consent.id;
  const where = { case: found.id, receiver, at: new Date() };
  const left = new Set(isLast ? inForce(found.consents, found.withdrawals, where).map(({ scope }) => scope) : []);
  return (
    <Removable>
      <h4>
        <ProvedName organisation={receiver} />
      </h4>
      <p>
        {t(`consent.givenBy.${givenBy}`)}, {t(`consent.way.${way}`)}. {t('paper.purpose', { purpose })}
      </p>
      <ul>
        {scopes.map(({ scope, until }) => (
          <li key={scope}>
            {label(`scope.${scope}`)} ·{' '}
            {left.has(scope) ? t('case.until', { day: exactTime(t, until) }) : t('paper.ended')}
          </li>
        ))}
      </ul>
    </Removable>
  );
}

/** What may still be seen of it. */
function toldIn(matters: readonly ListedMatter[], own: string): ToldAct[] {
  return matters.flatMap(({ counterpart, matter }) =>
    matter.acts.filter(counts('referral', 'info_given', 'introduced')).flatMap((act) => {
      const { sight, without } = shownTo(own, act, matter);
      return sight === 'shown' ? [{ counterpart, act, without }] : [];
    }),
  );
}

function counts(...kinds: string[]) {
  return ({ kind, verdict }: JudgedAct) => kinds.includes(kind) && (verdict === 'counts' || verdict === 'overtaken');
}
