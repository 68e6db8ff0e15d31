import type { Scope } from '#casework/consent/scopes.ts';
import { type Answer, type FilledForm, isFreeText, isNoAnswer } from '#casework/forms/answers.ts';
import type { Field, Form } from '#casework/forms/form.ts';
import { formOf } from '#casework/forms/forms.ts';
import type { PortalLanguage } from '../languages.ts';
import { answerWords } from './act-words.ts';
import { type FormWords, useFormWords } from './form-words.ts';

/**
 * A form that somebody has filled in, for reading and for paper.
 *
 * @param props.lang in another language than the reader's
 * @param props.without consents that were taken back: what was told under them is not shown any more
 */
export function FormShown(props: {
  filled: FilledForm;
  form?: Form | null;
  lang?: PortalLanguage | undefined;
  without?: readonly Scope[] | undefined;
}) {
  const { filled, form = formOf(filled), lang, without = [] } = props;
  const words = useFormWords(lang);
  if (words === null) return null;
  const { t } = words;
  if (form === null) return <p className="warning">{t('form.newer')}</p>;
  const sections = [...form.sections]
    .sort((one, other) => Number(other.isReadFirst === true) - Number(one.isReadFirst === true))
    .filter(({ scope }) => scope === null || !without.includes(scope))
    .map((section) => ({ ...section, fields: section.fields.filter(({ id }) => filled.answers[id] !== undefined) }))
    .filter(({ fields }) => fields.length > 0);
  return sections.map((section) => (
    <section key={section.id} className="filled">
      {form.sections.length === 1 ? null : <h4>{words.label(`section.${form.id}.${section.id}`)}</h4>}
      <dl>
        {section.fields.map((field) => (
          <div key={field.id}>
            <dt>{words.label(`field.${field.id}`)}</dt>
            <AnswerShown field={field} answer={filled.answers[field.id]} words={words} />
          </div>
        ))}
      </dl>
    </section>
  ));
}

function AnswerShown({ field, answer, words }: { field: Field; answer: Answer | undefined; words: FormWords }) {
  if (answer === undefined) return null;
  const said = answerWords(field, answer, words);
  if (isFreeText(answer)) {
    return (
      <dd className="text" lang={answer.language} dir="auto">
        {said}
      </dd>
    );
  }
  return <dd className={isNoAnswer(answer) ? 'muted' : undefined}>{said}</dd>;
}
