// Owns the wire shapes of consents: why, and for which purpose, the organization may use what it knows of a contact.
import { z } from '@hono/zod-openapi';
import { Id, Timestamp } from '../http/wire.ts';
import { UndoToken } from '../undo/schema.ts';

export const LawfulBasis = z
  .enum(['consent', 'contract', 'legal_obligation', 'vital_interests', 'public_task', 'legitimate_interests'])
  .openapi('LawfulBasis', { description: 'Article 6 (1) of the GDPR, a to f.' });
export const ConsentState = z.enum(['given', 'withdrawn']).openapi('ConsentState', {
  description: '`given`: the basis stands. `withdrawn`: the person withdrew it, or objected.',
});

const Purpose = z.string().trim().min(1).max(60).openapi({
  description: '`contact`, `marketing`, `newsletter`, or words of your own. Case and accents make no difference.',
  example: 'newsletter',
});
const source = z
  .string()
  .trim()
  .max(200)
  .nullish()
  .openapi({ description: 'How it was obtained: “Form at the fair”.' });
const wording = z
  .string()
  .trim()
  .max(5000)
  .nullish()
  .openapi({ description: 'The words that the person agreed to, or where the proof is kept.' });

export const NewConsent = z
  .object({
    purpose: Purpose,
    basis: LawfulBasis.default('consent'),
    state: ConsentState.default('given'),
    at: Timestamp.optional().openapi({ description: 'When the person said so, not in the future. Default: now.' }),
    source,
    wording,
  })
  .openapi('NewConsent');
export type NewConsent = z.infer<typeof NewConsent>;

export const ConsentWithdrawal = z.object({ purpose: Purpose, source }).openapi('ConsentWithdrawal');
export type ConsentWithdrawal = z.infer<typeof ConsentWithdrawal>;

export const Consent = z
  .object({
    id: Id,
    organizationId: Id,
    contactId: Id,
    purpose: z.string(),
    basis: LawfulBasis,
    state: ConsentState,
    at: Timestamp.openapi({ description: 'When the person said so.' }),
    source: z.string().nullable(),
    wording: z.string().nullable(),
    recordedBy: Id.nullable().openapi({ description: 'Who wrote it down; null for programs, and for who is gone.' }),
    createdAt: Timestamp.openapi({ description: 'When it was written down.' }),
    struckAt: Timestamp.nullable().openapi({ description: 'Since when it counts as made by mistake.' }),
    struckBy: Id.nullable(),
    version: z.number().int(),
  })
  .openapi('Consent', { description: 'One entry. It never changes, but may be struck out.' });
export type Consent = z.infer<typeof Consent>;

export const ChangedConsent = Consent.extend({ undoToken: UndoToken }).openapi('ChangedConsent');

export const Consents = z
  .object({
    doNotContact: z.boolean().openapi({
      description: 'The person is not to be contacted at all, whatever the entries say.',
    }),
    items: z.array(Consent).openapi({ description: 'What holds now: the newest entry of each purpose.' }),
  })
  .openapi('Consents');

export const ConsentPurposes = z
  .object({
    items: z.array(
      z.object({
        purpose: z.string(),
        given: z.number().int().openapi({ description: 'Contacts for whom it stands.' }),
        withdrawn: z.number().int().openapi({ description: 'Contacts who withdrew it.' }),
      }),
    ),
  })
  .openapi('ConsentPurposes');
