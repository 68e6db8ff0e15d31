import { type Answer, codesOf, type FilledForm, isFreeText, isNoAnswer } from '#casework/forms/answers.ts';
import type { Field, Form } from '#casework/forms/form.ts';
import { formOf } from '#casework/forms/forms.ts';
import { exactTime } from '../exact-time.ts';
import { type PortalTranslator, usePortalText } from '../text.tsx';
import { type FormWords, useFormWords } from './form-words.ts';

/** A form that somebody has filled in, for reading and for paper. */
export function FormShown({ filled, form = formOf(filled) }: { filled: FilledForm; form?: Form | null }) {
  const t = usePortalText();
  const words = useFormWords();
  if (words === null) return null;
  if (form === null) return <p className="warning">{t('form.newer')}</p>;
  const sections = form.sections
    .map((section) => ({ ...section, fields: section.fields.filter(({ id }) => filled.answers[id] !== undefined) }))
    .filter(({ fields }) => fields.length > 0);
  return sections.map((section) => (
    <section key={section.id} className="filled">
      {form.sections.length === 1 ? null : <h4>{words.label(`section.${form.id}.${section.id}`)}</h4>}
      <dl>
        {section.fields.map((field) => (
          <div key={field.id}>
            <dt>{words.label(`field.${field.id}`)}</dt>
            <AnswerShown field={field} answer={filled.answers[field.id]} words={words} t={t} />
          </div>
        ))}
      </dl>
    </section>
  ));
}

function AnswerShown(props: { field: Field; answer: Answer | undefined; words: FormWords; t: PortalTranslator }) {
  const { field, answer, words, t } = props;
  if (isFreeText(answer)) {
    return (
      <dd className="text" lang={answer.language} dir="auto">
        {answer.text}
      </dd>
    );
  }
  if (isNoAnswer(answer)) return <dd className="muted">{words.label(`none.${answer.none}`)}</dd>;
  if (typeof answer === 'number') return <dd>{answer}</dd>;
  const codes = codesOf(answer);
  if (field.kind.type === 'date') return <dd>{t.date(codes[0] ?? '')}</dd>;
  if (field.kind.type === 'time') return <dd>{exactTime(t, codes[0] ?? '')}</dd>;
  const options = words.options(field.kind);
  return <dd>{t.list(codes.map((code) => options.find((option) => option.code === code)?.label ?? code))}</dd>;
}
