// Owns the wire shapes of strength: how well the organization and each teammate know a contact.
import { z } from '@hono/zod-openapi';
import { Id, Timestamp } from '../http/wire.ts';

const grade = z.number().int().min(1).max(5).openapi({
  description: '1 hardly, 2 a little, 3 some, 4 well, 5 very well; it falls as time goes by without a message.',
});

/** What lists show. */
export const Strength = z
  .object({
    grade,
    strongestUserId: Id.nullable().openapi({
      description: 'The member who knows the contact best; null for callers who may not see who belongs here.',
    }),
  })
  .openapi('Strength', { description: 'From the messages that teammates logged.' });

/** Null: no message yet, or none that the caller may know of. */
export const StrengthOrNull = z.union([Strength, z.null()]);

export const TeammateStrength = z
  .object({
    userId: Id,
    name: z.string(),
    grade,
    interactions: z.number().int(),
    lastInteractionAt: Timestamp,
  })
  .openapi('TeammateStrength');

export const ContactStrength = z
  .object({
    contactId: Id,
    grade: grade.nullable().openapi({ description: 'Of the organization as a whole; null before the first message.' }),
    strongest: z.union([TeammateStrength, z.null()]),
    teammates: z.array(TeammateStrength).openapi({ description: 'Who knows them best comes first.' }),
  })
  .openapi('ContactStrength');

export type ContactStrength = z.infer<typeof ContactStrength>;
