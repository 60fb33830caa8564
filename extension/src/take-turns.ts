// Owns taking turns: for work that must not interleave, such as reading, changing and writing one stored value.

export type TakeTurns = <T>(task: () => Promise<T>) => Promise<T>;

/** Returns a function that runs its tasks one after another, whatever the ones before did. */
export function takeTurns(): TakeTurns {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const mine = last.then(task, task);
    last = mine;
    return mine;
  };
}
