import { TextWith } from './text.tsx';

/** Whom to call in danger now: 112 answers, or leads to who answers, in most of the participating States. */
export function InDanger() {
  return (
    <p className="danger">
      <TextWith k="start.danger" slot="number">
        <a href="tel:112" dir="ltr">
          112
        </a>
      </TextWith>
    </p>
  );
}
