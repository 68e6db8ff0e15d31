import { type Consent, GIVERS, USUAL_DAYS, WAYS } from '#casework/consent/consent.ts';
import { neededFor } from '#casework/consent/receivers.ts';
import type { Scope } from '#casework/consent/scopes.ts';
import { ADULT_ASSESSMENT } from '#casework/forms/adult-assessment.ts';
import type { FilledForm } from '#casework/forms/answers.ts';
import { REFERRAL } from '#casework/forms/referral.ts';
import { toTimestamp } from '#crypto/timestamp.ts';
import { Choice } from '../choice.tsx';
import { Field } from '../field.tsx';
import { type PortalTranslator, usePortalText } from '../text.tsx';
import { useFormWords, useLabel } from './form-words.ts';

/** What a referral can be sent under, and what the receiver may do afterwards. */
const USUAL: readonly Scope[] = [
  ...REFERRAL.sections.flatMap(({ scope }) => (scope === null ? [] : [scope])),
  'feedback_to_sender',
  'follow_up_contact',
];

/** Scopes of those parts of an assessment in which something stands. */
export function scopesOfAssessment(assessment: FilledForm | null): Scope[] {
  const answers = assessment?.answers ?? {};
  return ADULT_ASSESSMENT.sections.flatMap(({ scope, fields }) =>
    scope !== null && fields.some(({ id }) => answers[id] !== undefined) ? [scope] : [],
  );
}

/** Everything that can be agreed to for a receiver of some kind. */
export function offeredScopes(kind: string, assessment: FilledForm | null): Scope[] {
  return [...neededFor(kind), ...USUAL, ...scopesOfAssessment(assessment)];
}

/** Key of the text of what is missing, or of the label of a scope. */
export type MissingPart = `consent.${string}` | `scope.${Scope}`;

/** What keeps a consent from counting for a receiver. */
export function missingIn(agreement: Agreement, { kind, isRisky }: Pick<Receiver, 'kind' | 'isRisky'>): MissingPart[] {
  const { scopes, until, purpose, language, givenBy, way, knowsOfRisk } = agreement;
  const needed = neededFor(kind);
  const parts: [isMissing: boolean, part: MissingPart][] = [
    [!scopes.includes('contact_receiver_anonymously'), 'scope.contact_receiver_anonymously'],
    [needed.length > 0 && !needed.some((scope) => scopes.includes(scope)), `scope.${needed[0] ?? 'contact_embassy'}`],
    [!(Date.parse(`${until}T23:59:59`) > Date.now()), 'consent.until'],
    [purpose.trim() === '', 'consent.purpose'],
    [language === '', 'consent.language'],
    [givenBy === '', 'consent.givenBy'],
    [way === '', 'consent.way'],
    [isRisky && !knowsOfRisk, 'consent.missing.risk'],
  ];
  return parts.flatMap(([isMissing, part]) => (isMissing ? [part] : []));
}

/** The one for whom a consent is. */
export interface Receiver {
  /** UUID */
  id: string;
  name: string;
  /** As its State lists it. */
  kind: string;
  /** Whether the person has to be told that its State protects data less. */
  isRisky: boolean;
}

/** What is filled in of a consent; case and receiver are known. */
export interface Agreement {
  scopes: readonly Scope[];
  /** A day. */
  until: string;
  purpose: string;
  language: string;
  hasInterpreter: boolean;
  givenBy: Consent['givenBy'] | '';
  way: Consent['way'] | '';
  knowsOfRisk: boolean;
}

export function newAgreement(): Agreement {
  return {
    scopes: [],
    until: new Date(Date.now() + USUAL_DAYS * 86_400_000).toISOString().slice(0, 10),
    purpose: '',
    language: '',
    hasInterpreter: false,
    givenBy: '',
    way: '',
    knowsOfRisk: false,
  };
}

/** It has an id once it is written down. */
export type NewConsent = Omit<Consent, 'id'>;

/** @returns null as long as something is missing */
export function consentOf(
  { scopes, until, purpose, language, hasInterpreter, givenBy, way, knowsOfRisk }: Agreement,
  caseId: string,
  { id: receiver, isRisky }: Pick<Receiver, 'id' | 'isRisky'>,
  offered: readonly Scope[],
): NewConsent | null {
  // The end of the day where it was written down.
  const end = new Date(`${until}T23:59:59`);
  // A box that is not shown any more was not ticked for what is sent now.
  const ticked = scopes.filter((scope) => offered.includes(scope));
  if (ticked.length === 0 || Number.isNaN(end.getTime()) || purpose.trim() === '') return null;
  if (language === '' || givenBy === '' || way === '' || (isRisky && !knowsOfRisk)) return null;
  return {
    case: caseId,
    receiver,
    scopes: ticked.map((scope) => ({ scope, until: toTimestamp(end) })),
    purpose: purpose.trim(),
    language,
    hasInterpreter,
    givenBy,
    way,
    knowsOfRisk: isRisky,
    withheld: [],
  };
}

/** To write down what the person agreed to: for this receiver alone, each part by itself, until a day. */
export function ConsentForm(props: {
  agreement: Agreement;
  onChange: (agreement: Agreement) => void;
  receiver: Receiver;
  assessment: FilledForm | null;
}) {
  const { agreement, onChange, receiver, assessment } = props;
  const needed = neededFor(receiver.kind);
  const languages = useFormWords()?.options({ type: 'languages' }) ?? [];
  const t = usePortalText();
  const label = useLabel();
  const change = (changes: Partial<Agreement>) => onChange({ ...agreement, ...changes });
  const toggle = (scope: Scope) =>
    change({
      scopes: agreement.scopes.includes(scope)
        ? agreement.scopes.filter((each) => each !== scope)
        : [...agreement.scopes, scope],
    });
  return (
    <fieldset>
      <legend>{t('consent.title', { name: receiver.name })}</legend>
      <p>{t('consent.text')}</p>
      {needed.length === 0 ? null : <p className="warning">{t('consent.needed')}</p>}
      {offeredScopes(receiver.kind, assessment).map((scope) => (
        <label key={scope} className="check">
          <input type="checkbox" checked={agreement.scopes.includes(scope)} onChange={() => toggle(scope)} />
          <span>
            {label(`scope.${scope}`)}
            {scope === 'contact_receiver_anonymously' ? <em> · {t('consent.least')}</em> : null}
          </span>
        </label>
      ))}
      <Field
        label={t('consent.until')}
        type="date"
        value={agreement.until}
        onChange={(until) => change({ until })}
        autoComplete="off"
      />
      <Field
        label={t('consent.purpose')}
        hint={t('consent.purpose.hint')}
        value={agreement.purpose}
        onChange={(purpose) => change({ purpose })}
        autoComplete="off"
      />
      <Choice
        label={t('consent.language')}
        value={agreement.language}
        onChange={(language) => change({ language })}
        options={languages.map(({ code, label: name }) => ({ value: code, label: name }))}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={agreement.hasInterpreter}
          onChange={({ target }) => change({ hasInterpreter: target.checked })}
        />
        <span>{t('consent.interpreter')}</span>
      </label>
      <Choice
        label={t('consent.givenBy')}
        value={agreement.givenBy}
        onChange={(givenBy) => change({ givenBy: GIVERS.find((each) => each === givenBy) ?? '' })}
        options={optionsOf(GIVERS, 'consent.givenBy', t)}
      />
      <Choice
        label={t('consent.way')}
        value={agreement.way}
        onChange={(way) => change({ way: WAYS.find((each) => each === way) ?? '' })}
        options={optionsOf(WAYS, 'consent.way', t)}
      />
      {receiver.isRisky ? (
        <label className="check">
          <input
            type="checkbox"
            checked={agreement.knowsOfRisk}
            onChange={({ target }) => change({ knowsOfRisk: target.checked })}
          />
          <span>{t('consent.risk')}</span>
        </label>
      ) : null}
    </fieldset>
  );
}

function optionsOf<Code extends (typeof GIVERS)[number] | (typeof WAYS)[number]>(
  codes: readonly Code[],
  key: 'consent.givenBy' | 'consent.way',
  t: PortalTranslator,
) {
  return codes.map((value) => ({ value, label: t(`${key}.${value}` as 'consent.way.written') }));
}
