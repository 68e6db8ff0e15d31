/**
 * One after the other, in the order in which they ask. Of one place each waits for the end of the one before.
 *
 * @returns asks for a turn at a place; what it answers ends the turn
 */
export function turns(): (place: string) => Promise<() => void> {
  const ended = new Map<string, Promise<void>>();
  return async (place) => {
    const before = ended.get(place);
    let end = () => {};
    const own = new Promise<void>((resolve) => {
      end = resolve;
    });
    ended.set(place, own);
    await before;
    return () => {
      if (ended.get(place) === own) ended.delete(place);
      end();
    };
  };
}
