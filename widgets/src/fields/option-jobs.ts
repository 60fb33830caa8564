// Owns following the jobs that let search follow renamed options: how far each is, and which ended before its end.
import type { CustomField } from '@kith/sdk';
import { followJob } from '../kit/follow-job.ts';
import type { KithSession } from '../kit/session.ts';

export interface OptionJob {
  id: string;
  done: number;
  total: number | null;
  /** It was cancelled, or failed. */
  stopped: boolean;
}

interface Host {
  /** There is something to draw. */
  changed(): void;
  /** The job of a field came to its end. */
  done(field: CustomField): void;
}

export class OptionJobs {
  readonly #host: Host;
  readonly #jobs = new Map<string, OptionJob>();
  /** A list that was read before a job ended may come after it. */
  readonly #ended = new Set<string>();
  #leaving = new AbortController();

  constructor(host: Host) {
    this.#host = host;
  }

  /** The job of a field, while it is under way or when it stopped early. */
  of({ id }: CustomField): OptionJob | undefined {
    return this.#jobs.get(id);
  }

  /** Follows what is under way for these fields. */
  follow(session: KithSession, fields: readonly CustomField[]): void {
    for (const field of fields) {
      const { optionsJobId: id } = field;
      if (id !== null && !this.#ended.has(id) && this.of(field)?.id !== id) void this.#follow(session, field, id);
    }
  }

  /** Asks no more; the jobs go on. */
  leave(): void {
    this.#leaving.abort();
    this.#leaving = new AbortController();
    this.#jobs.clear();
  }

  async #follow(session: KithSession, field: CustomField, id: string) {
    const leave = this.#leaving.signal;
    const tell = (job: Omit<OptionJob, 'id'>) => {
      if (leave.aborted) return;
      this.#jobs.set(field.id, { id, ...job });
      this.#host.changed();
    };
    tell({ done: 0, total: null, stopped: false });
    try {
      const { state, done, total } = await followJob(session, id, {
        leave,
        told: (done, total) => tell({ done, total, stopped: false }),
      });
      if (leave.aborted) return;
      this.#ended.add(id);
      if (state !== 'done') return tell({ done, total, stopped: true });
      if (this.of(field)?.id === id) this.#jobs.delete(field.id);
      this.#host.done(field);
    } catch {
      // Nobody may ask any more, or wants to.
      if (!leave.aborted && this.of(field)?.id === id) this.#jobs.delete(field.id);
    }
    if (!leave.aborted) this.#host.changed();
  }
}
