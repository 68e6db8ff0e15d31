import { type Answers, type FilledForm, withAnswer } from './answers.ts';
import { type Form, fieldsOfForm } from './form.ts';

/** The same question under another name: an enquiry asks for kinds of help, a referral for help. */
const ALSO_ASKED_AS: Readonly<Record<string, string>> = {
  services_requested: 'service_types',
  service_types: 'services_requested',
};

/** What an earlier form has answered of the questions of this one: nobody types twice what was said before. */
export function carriedOver(form: Form, { answers: earlier }: Pick<FilledForm, 'answers'>): Answers {
  return fieldsOfForm(form).reduce<Answers>((answers, { id }) => {
    const answer = earlier[id] ?? earlier[ALSO_ASKED_AS[id] ?? ''];
    return withAnswer(answers, id, answer);
  }, {});
}
