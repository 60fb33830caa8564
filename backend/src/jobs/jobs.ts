// Names the port that every queue stands behind: messages on named queues, taken by workers, now or by the clock.
// jobs/testing/jobs-contract.ts says what every driver of it must do.

export interface QueueSettings {
  name: string;
  /** How often a message that failed is delivered again; each pause is longer than the one before. */
  retries: number;
  /** The first such pause, in seconds. */
  retryDelay: number;
}

export interface NewMessage {
  /** UUID. The same id on the same queue is the same message: adding it again does nothing. */
  id: string;
  data: object;
  /** Not delivered before this time. */
  startAfter?: Date;
}

export interface Message {
  id: string;
  /** As it was added; whoever takes it checks its shape. */
  data: unknown;
  /** 1 at the first delivery. */
  attempt: number;
  /** Aborted when the worker is told to stop. */
  signal: AbortSignal;
}

/** Returns when the message is dealt with; throws to have it delivered again, as often as the queue retries. */
export type Handle = (message: Message) => Promise<void>;

export interface Jobs {
  enqueue(queue: string, message: NewMessage): Promise<void>;
  /** Takes messages of a queue. @param concurrency how many at once in this process. */
  work(queue: string, handle: Handle, concurrency?: number): Promise<void>;
  /**
   * Puts an empty message on the queue whenever the cron expression says, once however many processes run. Takes the place
   * of what was scheduled there before. @param zone IANA time zone; default UTC.
   */
  schedule(queue: string, cron: string, zone?: string): Promise<void>;
  /**
   * Takes no more messages and aborts the signals of those under way, which get `graceMs` to end. What is cut is delivered
   * again. May be called again.
   */
  stop(graceMs?: number): Promise<void>;
}
