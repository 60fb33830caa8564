// Owns taking turns: read-change-write on storage must not interleave.

/** Returns a function that runs its tasks one after another, whatever the ones before did. */
export function takeTurns(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const mine = last.then(task, task);
    last = mine;
    return mine;
  };
}
