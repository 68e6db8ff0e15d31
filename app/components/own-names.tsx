import type { StateName } from '#app/queries/states.ts';

/** What a State calls itself, each name in its own language; left out where it is the name already shown. */
export function OwnNames({ state }: { state: Pick<StateName, 'name' | 'ownNames'> }) {
  const names = state.ownNames.filter(
    ({ name }, index, all) => name !== state.name && all.findIndex((other) => other.name === name) === index,
  );
  return (
    <>
      {names.map(({ language, name }, index) => (
        <span key={language} className="own">
          {index === 0 ? null : ' · '}
          <bdi lang={language}>{name}</bdi>
        </span>
      ))}
    </>
  );
}
