// Names every resource that the API serves. A new resource adds one line here; the conformance test walks the list.
import * as companies from '../companies/routes.ts';
import * as contacts from '../contacts/routes.ts';
import * as embed from '../embed/routes.ts';
import * as interactions from '../interactions/routes.ts';
import * as organizations from '../organizations/routes.ts';

export const routeModules = { organizations, contacts, companies, interactions, embed };
