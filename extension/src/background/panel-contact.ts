// Owns cutting the server's shapes down to what the panel shows.
import type { Contact, Interaction } from '@kith/sdk';
import type { ContactInteraction, PanelContact } from '../messages/shapes.ts';

export const toPanelContact = ({ id, name, title, company, points, notes, version }: Contact): PanelContact => ({
  id,
  name,
  title,
  company: company === null ? null : { id: company.id, name: company.name },
  points: points.map(({ kind, value }) => ({ kind, value })),
  notes,
  version,
});

/** Characters of a message's text that the timeline shows. */
const preview = 200;

export const toContactInteraction = (item: Interaction): ContactInteraction => ({
  id: item.id,
  channel: item.channel,
  direction: item.direction,
  subject: item.subject,
  body: item.body === null ? null : item.body.slice(0, preview),
  occurredAt: item.occurredAt,
});
