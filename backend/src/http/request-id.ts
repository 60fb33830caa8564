// Owns the id that a request carries through answers, log lines and events.
import { randomUUID } from 'node:crypto';

const sane = /^[\w.-]{1,100}$/;

/** Takes over the sender's `X-Request-Id` when it is sane, else makes one. */
export const requestIdFrom = (header: string | undefined) =>
  header !== undefined && sane.test(header) ? header : randomUUID();
