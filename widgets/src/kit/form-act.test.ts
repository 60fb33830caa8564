import { expect, test } from 'vitest';
import { FormAct } from './form-act.ts';

function start() {
  const seen: boolean[] = [];
  const act: FormAct = new FormAct({ changed: () => seen.push(act.busy), cancel: () => undefined });
  return { act, seen };
}

test('it is busy while it works, and a second attempt meanwhile is not begun', async () => {
  const { act, seen } = start();
  const held = Promise.withResolvers<void>();
  let begun = 0;
  const work = () => {
    begun += 1;
    return held.promise;
  };
  const first = act.run(work);
  await act.run(work);
  expect([begun, act.busy]).toEqual([1, true]);
  held.resolve();
  await first;
  expect([act.busy, seen]).toEqual([false, [true, false]]);
});

test('what went wrong is kept until the next attempt', async () => {
  const { act } = start();
  const refused = new Error('refused');
  await act.run(() => Promise.reject(refused));
  expect([act.error, act.busy]).toEqual([refused, false]);
  await act.run(() => Promise.resolve());
  expect(act.error).toBeUndefined();
});
