import type { ExplainedTerm } from '#app/queries/guide.ts';
import { TextIn } from '../own-language.tsx';

/** Terms, each with what it means; a term without a meaning is left out. */
export function Explained({ terms }: { terms: readonly ExplainedTerm[] }) {
  return (
    <dl className="explained">
      {terms
        .filter(({ definition }) => definition !== null)
        .map((term) => (
          <div key={term.code}>
            <dt>
              <TextIn lang={term.labelLanguage}>{term.label}</TextIn>
            </dt>
            <dd>
              <TextIn lang={term.definitionLanguage}>{term.definition}</TextIn>
            </dd>
          </div>
        ))}
    </dl>
  );
}
