import { ShortNumber } from './phone-link.tsx';
import { TextWith } from './text.tsx';

/** Whom to call in danger now: 112 answers, or leads to who answers, in most of the participating States. */
export function InDanger() {
  return (
    <p className="danger">
      <TextWith k="start.danger" slot="number">
        <ShortNumber number="112" />
      </TextWith>
    </p>
  );
}
