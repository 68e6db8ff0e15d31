import { EMERGENCY_IN_THE_UNION } from '#app/phones.ts';
import { ShortNumber } from './phone-link.tsx';
import { TextWith } from './text.tsx';

/** Whom to call in danger now: 112 answers, or leads to who answers, in most of the participating States. */
export function InDanger() {
  return (
    <p className="danger">
      <TextWith k="start.danger" slot="number">
        <ShortNumber number={EMERGENCY_IN_THE_UNION} />
      </TextWith>
    </p>
  );
}
