// Names every part of the record pages, one line each; `order` sorts them on their page.
export { contactCardPart } from './parts/contact-card.ts';
export { dealCardPart } from './parts/deal-card.ts';
export { relationsPart } from './parts/relations.ts';
