// Owns where a change came from, as the audit log says it.
import { z } from '@hono/zod-openapi';
import { AppError } from '../errors.ts';
import type { Actor } from '../http/context.ts';

/** What clients may call themselves, in the header `Kith-Source`. */
export const ClientSource = z.enum(['web', 'extension', 'widget', 'api']);
/** Jobs name themselves; what nobody asked for is the system's. */
export const Source = z.enum([...ClientSource.options, 'automation', 'import', 'system']);
export type Source = z.infer<typeof Source>;

/** What a writing transaction is told of where its changes come from. */
export interface Origin {
  source: Source;
  requestId: string;
}

/** The source of a request. An embedded page is a widget and an API key the API, whatever they say. @throws AppError `invalid_input`. */
export function sourceOf(actor: Actor, header: string | undefined): Source {
  if (actor.kind === 'embed') return 'widget';
  if (actor.kind === 'key') return 'api';
  if (header === undefined) return 'web';
  const source = ClientSource.safeParse(header);
  if (source.success) return source.data;
  const errors = [{ path: 'header.kith-source', message: `Must be one of ${ClientSource.options.join(', ')}.` }];
  throw new AppError('invalid_input', 'The header Kith-Source is not right.', { errors });
}
