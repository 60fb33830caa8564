// Names every part of the record pages, one line each; `order` sorts them on their page.
export { companyCardPart } from './parts/company-card.ts';
export { consentPart } from './parts/consent.ts';
export { contactCardPart } from './parts/contact-card.ts';
export { dealCardPart } from './parts/deal-card.ts';
export { dealDetailsPart } from './parts/deal-details.ts';
export { mailSharingPart } from './parts/mail-sharing.ts';
export { mergePart } from './parts/merge.ts';
export { recordActsPart } from './parts/record-acts.ts';
export { recordDealsPart } from './parts/record-deals.ts';
export { relationsPart } from './parts/relations.ts';
export { tasksPart } from './parts/tasks.ts';
export { timelinePart } from './parts/timeline.ts';
