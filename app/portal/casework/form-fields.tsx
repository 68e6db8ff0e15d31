import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { type Answer, type Answers, codesOf, isFreeText, isNoAnswer, NO_ANSWERS } from '#casework/forms/answers.ts';
import { CODE_LISTS } from '#casework/forms/code-lists.ts';
import { type Fault, isAsked, isEmpty } from '#casework/forms/faults.ts';
import type { Field, Form, Section } from '#casework/forms/form.ts';
import { usePortalText } from '../text.tsx';
import type { FormWords, Option } from './form-words.ts';
import { Identifying } from './identifying.tsx';

interface Filling {
  answers: Answers;
  onAnswer: (field: string, answer: Answer | undefined) => void;
  /** What keeps the form from being sent, once somebody tried. */
  faults: readonly Fault[];
  words: FormWords;
}

/**
 * A form to fill in: every form of the portal is drawn by this. Sections that are about a person may say why something is open.
 *
 * @param props.folded what stands above a section that is out of the way until somebody opens it; null for one that is not
 * @param props.given answers that nobody is asked for
 * @param props.often by field: of a long list, what is likely here, to be offered first
 */
export function FormFields(
  props: Filling & {
    form: Form;
    folded?: (section: Section) => string | null;
    given?: Answers;
    often?: Readonly<Record<string, readonly string[]>>;
  },
) {
  const { form, folded = () => null, given = {}, often = {}, ...filling } = props;
  const { words } = filling;
  const t = usePortalText();
  const sections = form.sections.map((section) => {
    const asked = section.fields.filter((field) => isAsked(field, filling.answers) && given[field.id] === undefined);
    const fields = asked.map(({ often: usually, ...field }) => (
      <FieldToFill
        key={field.id}
        field={withOften(field, often[field.id] ?? usually)}
        isAboutPerson={section.scope !== null}
        {...filling}
      />
    ));
    if (form.sections.length === 1) return <div key={section.id}>{fields}</div>;
    const fold = folded(section);
    return fold === null ? (
      <fieldset key={section.id}>
        <legend>{words.label(`section.${form.id}.${section.id}`)}</legend>
        {fields}
      </fieldset>
    ) : (
      <Folded
        key={section.id}
        hasFault={section.fields.some(({ id }) => filling.faults.some(({ field }) => field === id))}
      >
        <summary>{fold}</summary>
        {fields}
      </Folded>
    );
  });
  return (
    <>
      {sections}
      <FirstFault faults={filling.faults} />
      {filling.faults.length === 0 ? null : (
        <p className="warning" role="alert">
          {t('form.faults', { count: filling.faults.length })}
        </p>
      )}
    </>
  );
}

function withOften(field: Field, often: readonly string[] | undefined): Field {
  return often === undefined || often.length === 0 ? field : { ...field, often };
}

/** Out of the way, unless something in it is wrong. */
function Folded({ hasFault, children }: { hasFault: boolean; children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    if (hasFault) setIsOpen(true);
  }, [hasFault]);
  return (
    <details className="folded" open={isOpen} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      {children}
    </details>
  );
}

/** Leads to the first answer that is missing or wrong: the others are further down. */
function FirstFault({ faults }: { faults: readonly Fault[] }) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (faults.length === 0) return;
    // After what was folded has opened.
    const timer = setTimeout(() => {
      const first = place.current?.closest('form')?.querySelector<HTMLElement>('[aria-invalid="true"]');
      first?.focus({ preventScroll: true });
      first?.scrollIntoView({ block: 'center' });
    });
    return () => clearTimeout(timer);
  }, [faults]);
  return <span ref={place} hidden />;
}

function FieldToFill(props: Filling & { field: Field; isAboutPerson: boolean }) {
  const { field, answers, onAnswer, faults, words, isAboutPerson } = props;
  const t = usePortalText();
  const id = useId();
  const answer = answers[field.id];
  const fault = faults.find((each) => each.field === field.id);
  const hint = words.hint(field.id);
  const described = [hint === null ? '' : `${id}-hint`, fault === undefined ? '' : `${id}-fault`].join(' ').trim();
  const attributes = {
    id,
    'aria-describedby': described || undefined,
    'aria-invalid': fault !== undefined,
    'aria-required': field.isRequired === true,
  };
  const change = (value: Answer | undefined) => onAnswer(field.id, value);
  const label = `${words.label(`field.${field.id}`)}${field.isRequired === true ? '' : ` ${t('form.optional')}`}`;
  const isGroup = field.kind.type === 'codes' || field.often !== undefined || isShort(field);
  const notes = (
    <>
      {hint === null ? null : (
        <span className="muted" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {fault === undefined ? null : (
        <strong className="fault" id={`${id}-fault`}>
          {t(`fault.${fault.code}`)}
        </strong>
      )}
    </>
  );
  const why =
    isAboutPerson && field.isOurs !== true && field.isRequired !== true && (isEmpty(answer) || isNoAnswer(answer)) ? (
      <WhyOpen answer={answer} onChange={change} words={words} of={label} />
    ) : null;
  if (isGroup) {
    return (
      <fieldset className="field wide" aria-describedby={attributes['aria-describedby']}>
        <legend>{label}</legend>
        {notes}
        <Group field={field} answer={answer} onChange={change} words={words} attributes={attributes} />
        {why}
      </fieldset>
    );
  }
  return (
    <div className="field wide">
      <label htmlFor={id}>{label}</label>
      {notes}
      {inputFor(field, answer, change, words, attributes)}
      {isFreeText(answer) && !isAboutPerson ? <Identifying text={answer.text} /> : null}
      {why}
    </div>
  );
}

/** Not asked, not said, not known: three things. */
function WhyOpen(props: { answer: Answer | undefined; onChange: Change; words: FormWords; of: string }) {
  const { answer, onChange, words, of } = props;
  const t = usePortalText();
  return (
    <select
      className="why-open"
      aria-label={t('form.whyOpen', { field: of })}
      value={isNoAnswer(answer) ? answer.none : ''}
      onChange={({ target }) => {
        const none = NO_ANSWERS.find((each) => each === target.value);
        onChange(none === undefined ? undefined : { none });
      }}
    >
      <option value="">{t('form.open')}</option>
      {NO_ANSWERS.map((none) => (
        <option key={none} value={none}>
          {words.label(`none.${none}`)}
        </option>
      ))}
    </select>
  );
}

/** BCP 47 for a language that nobody has said: people write in their own. */
const UNDETERMINED = 'und';

type Change = (answer: Answer | undefined) => void;

function inputFor(
  { kind }: Field,
  answer: Answer | undefined,
  onChange: Change,
  words: FormWords,
  attributes: Record<string, unknown> & { id: string },
): ReactNode {
  switch (kind.type) {
    case 'text':
      return (
        <textarea
          {...attributes}
          rows={kind.longest > 300 ? 4 : 1}
          maxLength={kind.longest}
          dir="auto"
          value={isFreeText(answer) ? answer.text : ''}
          onChange={({ target }) =>
            onChange(
              target.value === ''
                ? undefined
                : { text: target.value, language: isFreeText(answer) ? answer.language : UNDETERMINED },
            )
          }
        />
      );
    case 'number':
      return (
        <input
          {...attributes}
          type="number"
          min={kind.least}
          max={kind.most}
          value={typeof answer === 'number' ? answer : ''}
          onChange={({ target }) => onChange(target.value === '' ? undefined : Number(target.value))}
        />
      );
    case 'date':
      return (
        <input
          {...attributes}
          type="date"
          value={typeof answer === 'string' ? answer : ''}
          onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
        />
      );
    case 'time':
      return (
        <input
          {...attributes}
          type="datetime-local"
          value={typeof answer === 'string' ? localTime(answer) : ''}
          onChange={({ target }) =>
            onChange(target.value === '' ? undefined : new Date(target.value).toISOString().replace('.000', ''))
          }
        />
      );
    case 'code':
      return (
        <select
          {...attributes}
          value={typeof answer === 'string' ? answer : ''}
          onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
        >
          <option value="" />
          {words.options(kind).map(({ code, label }) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </select>
      );
    default:
      return (
        <Picked chosen={codesOf(answer)} options={words.options(kind)} onChange={onChange} attributes={attributes} />
      );
  }
}

/** As an input of the browser's own time wants it. */
function localTime(time: string): string {
  const at = new Date(time);
  if (Number.isNaN(at.getTime())) return '';
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** So few that all of them stand side by side, and one of them must be chosen. */
function isShort({ kind, isRequired }: Field): boolean {
  return kind.type === 'code' && isRequired === true && CODE_LISTS[kind.list].length <= 4;
}

/** What is chosen by a click: of a short list all, of a long one what is chosen most often, with the others below. */
function Group(props: {
  field: Field;
  answer: Answer | undefined;
  onChange: Change;
  words: FormWords;
  attributes: Record<string, unknown> & { id: string };
}) {
  const { field, answer, onChange, words, attributes } = props;
  const options = words.options(field.kind);
  const chosen = codesOf(answer);
  const name = words.label(`field.${field.id}`);
  if (isShort(field)) {
    return <OneOf name={name} chosen={chosen[0]} options={options} onChange={onChange} attributes={attributes} />;
  }
  const { often } = field;
  if (often === undefined) return <Boxes chosen={chosen} options={options} onChange={onChange} />;
  const first = often.flatMap((code) => options.find((option) => option.code === code) ?? []);
  return (
    <>
      <Boxes chosen={chosen} options={first} onChange={onChange} />
      <Picked
        chosen={chosen}
        options={options}
        but={often}
        onChange={onChange}
        attributes={{ ...attributes, 'aria-label': name }}
      />
    </>
  );
}

function OneOf(props: {
  name: string;
  chosen: string | undefined;
  options: readonly Option[];
  onChange: Change;
  attributes: Record<string, unknown> & { id: string };
}) {
  const { name, chosen, options, onChange, attributes } = props;
  const { id, ...described } = attributes;
  return (
    <div {...described} role="radiogroup" aria-label={name} className="boxes" tabIndex={-1}>
      {options.map(({ code, label }) => (
        <label key={code} className="check">
          <input type="radio" name={id} value={code} checked={chosen === code} onChange={() => onChange(code)} />
          <span>{label}</span>
        </label>
      ))}
    </div>
  );
}

function Boxes(props: { chosen: readonly string[]; options: readonly Option[]; onChange: Change }) {
  const { chosen, options, onChange } = props;
  const toggle = (code: string) =>
    onChange(chosen.includes(code) ? chosen.filter((each) => each !== code) : [...chosen, code]);
  return (
    <div className="boxes">
      {options.map(({ code, label }) => (
        <label key={code} className="check">
          <input type="checkbox" value={code} checked={chosen.includes(code)} onChange={() => toggle(code)} />
          <span>{label}</span>
        </label>
      ))}
    </div>
  );
}

/** For lists too long for boxes: what was picked, and a list to pick from. */
function Picked(props: {
  chosen: readonly string[];
  options: readonly Option[];
  /** Codes that are offered elsewhere. */
  but?: readonly string[];
  onChange: Change;
  attributes: Record<string, unknown> & { id: string };
}) {
  const { chosen, options, but = [], onChange, attributes } = props;
  const t = usePortalText();
  const isHere = (code: string) => !but.includes(code);
  const picked = chosen.filter(isHere);
  const labelFor = (code: string) => options.find((option) => option.code === code)?.label ?? code;
  return (
    <>
      {picked.length === 0 ? null : (
        <span className="picked">
          {picked.map((code) => (
            <button
              key={code}
              type="button"
              className="quiet"
              onClick={() => onChange(chosen.filter((each) => each !== code))}
              aria-label={t('form.takeAway', { what: labelFor(code) })}
            >
              {labelFor(code)} <span aria-hidden="true">×</span>
            </button>
          ))}
        </span>
      )}
      <select {...attributes} value="" onChange={({ target }) => onChange([...chosen, target.value])}>
        <option value="">{t('form.add')}</option>
        {options
          .filter(({ code }) => isHere(code) && !chosen.includes(code))
          .map(({ code, label }) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
      </select>
    </>
  );
}
