import { codesOf } from './forms/answers.ts';
import type { ActKind } from './matter/acts.ts';
import { decidedBy, timeOf } from './matter/deadlines.ts';
import type { JudgedAct } from './matter/judge.ts';
import type { ListedMatter } from './matter/list.ts';

/** How an organisation and its counterparts answer: counts, on its own device, of nobody in particular. */
export interface Figures {
  /** What others asked of us. */
  received: Answering;
  /** What we asked of others. */
  sent: Answering;
  /** Why we declined, by code. */
  declined: Record<string, number>;
  /** How matters ended, by code. */
  closed: Record<string, number>;
}

/** Of enquiries and referrals. */
export interface Answering {
  inTime: number;
  late: number;
  /** Not answered, and the time for it is over. */
  silent: number;
  /** Not answered, and there is time. */
  waiting: number;
}

const ASKING: readonly ActKind[] = ['enquiry', 'referral'];
const ANSWERS: readonly ActKind[] = ['enquiry_answered', 'accepted', 'partly_accepted', 'declined', 'redirected'];

export function figuresOf(matters: readonly ListedMatter[], own: string, now: Date): Figures {
  const figures: Figures = { received: none(), sent: none(), declined: {}, closed: {} };
  for (const { matter } of matters) {
    const acts = matter.acts.filter(({ verdict }) => verdict === 'counts');
    for (const [place, asking] of acts.entries()) {
      if (!ASKING.includes(asking.kind)) continue;
      const following = acts.slice(place + 1);
      // What a referral follows was answered by then, or never.
      const next = following.findIndex(({ kind }) => ASKING.includes(kind));
      const answers = (next === -1 ? following : following.slice(0, next)).filter(({ kind }) => ANSWERS.includes(kind));
      const into = asking.by === own ? figures.sent : figures.received;
      into[answeringOf(asking, answers[0], matter, now)] += 1;
    }
    for (const { kind, by, act } of acts) {
      if (kind === 'declined' && by === own && act?.kind === 'declined') {
        count(figures.declined, codesOf(act.body.form.answers.reason_code)[0] ?? 'other');
      }
      if (act?.kind === 'closed') count(figures.closed, act.body.code);
    }
  }
  return figures;
}

function answeringOf(
  asking: JudgedAct,
  answer: JudgedAct | undefined,
  { priority, acts }: ListedMatter['matter'],
  now: Date,
): keyof Answering {
  const limit = decidedBy(timeOf(asking) ?? 0, priority, acts);
  const answered = timeOf(answer);
  if (answered !== null) return answered <= limit ? 'inTime' : 'late';
  return now.getTime() > limit ? 'silent' : 'waiting';
}

function count(counts: Record<string, number>, code: string): void {
  counts[code] = (counts[code] ?? 0) + 1;
}

function none(): Answering {
  return { inTime: 0, late: 0, silent: 0, waiting: 0 };
}
