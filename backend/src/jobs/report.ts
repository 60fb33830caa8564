// Owns telling the database how a running job fares: progress now and then, and that its worker lives.
import type { Held, Progress } from './job-row.ts';
import { keepJob } from './job-row.ts';

/** Progress is written at most so often, in milliseconds. */
const pause = 500;
/** A job that says nothing is kept alive so often. */
const beat = 10_000;

export interface Report {
  progress(done: number, total?: number): void;
  /** What was said last. */
  latest(): Progress;
  /** Says no more. Waits for what is being written. */
  end(): Promise<void>;
}

export interface ReportOptions {
  held: Held;
  from: Progress;
  now: () => Date;
  /** Called when the job was cancelled, or is another worker's by now. */
  onTaken: (why: 'cancelled' | 'lost') => void;
  onError: (error: unknown) => void;
}

export function startReport({ held, from, now, onTaken, onError }: ReportOptions): Report {
  let latest = from;
  let writing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    const said = latest;
    writing = keepJob(held, said, now())
      .then((state) => {
        if (state !== 'held') onTaken(state);
      }, onError)
      .then(() => {
        writing = undefined;
        if (!ended) timer = setTimeout(write, latest === said ? beat : pause);
      });
  };
  timer = setTimeout(write, beat);
  const progress = (done: number, total?: number) => {
    const first = latest === from;
    latest = { done, total: total ?? latest.total };
    if (first && !writing && !ended) write();
    else if (!writing && !ended) rush();
  };
  /** Brings the next write near, once. */
  let rushed = false;
  const rush = () => {
    if (rushed) return;
    rushed = true;
    clearTimeout(timer);
    timer = setTimeout(() => {
      rushed = false;
      write();
    }, pause);
  };
  return {
    progress,
    latest: () => latest,
    end: async () => {
      ended = true;
      clearTimeout(timer);
      await writing;
    },
  };
}
