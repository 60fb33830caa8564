// Owns how tests read an answer: every field that some answer has. Which of them this answer really has is checked against
// the description of its route before a test sees it.
import type { z } from 'zod';
import type { Company } from '../companies/schema.ts';
import type { Contact, ContactListItem } from '../contacts/schema.ts';
import type { EmbedKey, EmbedSession } from '../embed/schema.ts';
import type { Problem } from '../http/wire.ts';
import type { Interaction, Logged } from '../interactions/schema.ts';
import type { Me, WellKnown } from '../organizations/schema.ts';

type Filled<Shape> = { [Key in keyof Shape]-?: NonNullable<Shape[Key]> };
type Item = ContactListItem & Company & Interaction & EmbedKey & Logged;

export type Answered = Contact &
  Company &
  Omit<EmbedKey, 'permissions'> &
  EmbedSession &
  Logged &
  Filled<Omit<z.infer<typeof Problem>, 'title'>> &
  z.infer<typeof Me> &
  z.infer<typeof WellKnown> & {
    contact: Contact;
    items: Item[];
    nextCursor: string | null;
    checks: Record<string, string>;
  };
