import { useEffect, useState } from 'react';
import type { Answers, FilledForm } from '#casework/forms/answers.ts';
import { carriedOver } from '#casework/forms/carried-over.ts';
import type { Form } from '#casework/forms/form.ts';

/**
 * Fills a form in which nothing stands yet with what was said before, once.
 *
 * @param earlier null: nothing was said, or it is not known yet
 * @returns whether it did
 */
export function useCarriedOver(
  form: Form,
  earlier: FilledForm | null,
  filling: { answers: Answers; isReady: boolean; fill: (answers: Answers) => void },
): boolean {
  const { answers, isReady, fill } = filling;
  const [outcome, setOutcome] = useState<'open' | 'carried' | 'left'>('open');
  useEffect(() => {
    if (outcome !== 'open' || !isReady || earlier === null) return;
    const isEmpty = Object.keys(answers).length === 0;
    setOutcome(isEmpty ? 'carried' : 'left');
    if (isEmpty) fill(carriedOver(form, earlier));
  }, [outcome, isReady, earlier, answers, form, fill]);
  return outcome === 'carried';
}
