// Names every export that is recognised by its header. A new one adds a file and a line.
import { folkPeople } from './folk-people.ts';
import { googleContacts } from './google-contacts.ts';
import { googleContactsOld } from './google-contacts-old.ts';
import { hubspotCompanies } from './hubspot-companies.ts';
import { hubspotContacts } from './hubspot-contacts.ts';
import { hubspotDeals } from './hubspot-deals.ts';
import { linkedinConnections } from './linkedin-connections.ts';
import { outlook } from './outlook.ts';
import { pipedrivePeople } from './pipedrive-people.ts';
import type { ImportSource } from './source.ts';
import { streakBoxes } from './streak-boxes.ts';
import { thunderbird } from './thunderbird.ts';
import { twentyPeople } from './twenty-people.ts';
import { vCard } from './vcard.ts';

export const sources: readonly ImportSource[] = [
  vCard,
  googleContacts,
  googleContactsOld,
  linkedinConnections,
  hubspotContacts,
  hubspotCompanies,
  hubspotDeals,
  streakBoxes,
  outlook,
  twentyPeople,
  folkPeople,
  pipedrivePeople,
  thunderbird,
];
