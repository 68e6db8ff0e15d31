import { Fragment, type ReactNode } from 'react';

/** Threads in parts, each part with how many it has; parts with nothing in them are left out. @param props.row an `li` */
export function ThreadsInParts<Thread extends { counterpart: string; thread: string }>(props: {
  parts: readonly { title: string; part: readonly Thread[] }[];
  row: (thread: Thread) => ReactNode;
}) {
  const { parts, row } = props;
  return parts
    .filter(({ part }) => part.length > 0)
    .map(({ title, part }) => (
      <section key={title}>
        <h2>
          {title} ({part.length})
        </h2>
        <ul className="members">
          {part.map((each) => (
            <Fragment key={`${each.counterpart} ${each.thread}`}>{row(each)}</Fragment>
          ))}
        </ul>
      </section>
    ));
}
