// Short names for the wire shapes of the generated document.
import type { components } from './generated/schema.ts';

type Schemas = components['schemas'];
export type Captured = Schemas['Captured'];
export type Company = Schemas['Company'];
export type Contact = Schemas['Contact'];
export type ContactListItem = Schemas['ContactListItem'];
export type ContactPatch = Schemas['ContactPatch'];
export type ContactPoint = Schemas['ContactPoint'];
export type EmbedKey = Schemas['EmbedKey'];
export type EmbedSession = Schemas['EmbedSession'];
export type Interaction = Schemas['Interaction'];
export type Logged = Schemas['Logged'];
export type Me = Schemas['Me'];
export type NewContact = Schemas['NewContact'];
export type NewInteraction = Schemas['NewInteraction'];
export type NewPoint = Schemas['NewPoint'];
export type PointKind = Schemas['PointKind'];
export type Visibility = Schemas['Visibility'];
