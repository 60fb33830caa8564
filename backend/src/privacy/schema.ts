// Owns the wire shapes of how long an organization keeps what it has.
import { z } from '@hono/zod-openapi';

const months = z.number().int().min(1).max(1200).nullable();

const fields = {
  messagesMonths: months.openapi({
    description: 'Months after which of a message only day, direction and channel stay; null keeps all.',
  }),
  inactiveContactsMonths: months.openapi({
    description:
      'Months without any activity after which contacts go to the trash; never with an open deal, an open task or a cadence. Null: never.',
  }),
};
export const Retention = z.object(fields).openapi('Retention');
export type Retention = z.infer<typeof Retention>;

export const RetentionPatch = z.strictObject(fields).partial().openapi('RetentionPatch', {
  description: 'What is left out stays as it is. The audit log has no period: it is kept whole.',
});

export const Privacy = z.object({ retention: Retention }).openapi('Privacy');

export const PrivacyPatch = z
  .strictObject({
    retention: RetentionPatch,
    dryRun: z.boolean().default(false).openapi({ description: 'True: only counts what would go; nothing is changed.' }),
  })
  .openapi('PrivacyPatch');

export type PrivacyPatch = z.infer<typeof PrivacyPatch>;

export const ChangedPrivacy = Privacy.extend({
  due: z
    .object({ messages: z.number().int(), contacts: z.number().int() })
    .openapi({ description: 'What goes with the next sweep, which comes once a day.' }),
}).openapi('ChangedPrivacy');
