// Owns the wire shapes of the mails that wait in the outbox of an install without a mail server.
import { z } from '@hono/zod-openapi';
import { Timestamp } from '../http/wire.ts';

export const OutboxMail = z
  .object({
    id: z.string().openapi({ description: 'Name of its file in the outbox folder, without the ending.' }),
    to: z.string().openapi({ description: 'Address that it would have gone to.' }),
    subject: z.string(),
    text: z.string().openapi({ description: 'All of it as plain text, links and codes included.' }),
    at: Timestamp,
  })
  .openapi('OutboxMail');

export type OutboxMail = z.infer<typeof OutboxMail>;
