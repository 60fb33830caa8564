// Names every resource that the API serves: its routes and what binds them to verbs. A new resource adds one line here;
// the conformance test and the walk between organizations follow the list.
import type { RouteConfig } from '@hono/zod-openapi';
import { bindAccount } from '../account/handlers.ts';
import * as account from '../account/routes.ts';
import { bindApiKeys } from '../api-keys/handlers.ts';
import * as apiKeys from '../api-keys/routes.ts';
import { bindAudit } from '../audit/handlers.ts';
import * as audit from '../audit/routes.ts';
import { bindCadences } from '../cadences/handlers.ts';
import * as cadences from '../cadences/routes.ts';
import { bindCompanies } from '../companies/handlers.ts';
import * as companies from '../companies/routes.ts';
import { bindConsents } from '../consents/handlers.ts';
import * as consents from '../consents/routes.ts';
import { bindContacts } from '../contacts/handlers.ts';
import * as contacts from '../contacts/routes.ts';
import { bindCustomFields } from '../custom-fields/handlers.ts';
import * as customFields from '../custom-fields/routes.ts';
import { bindDeals } from '../deals/handlers.ts';
import * as deals from '../deals/routes.ts';
import { bindDuplicates } from '../duplicates/handlers.ts';
import * as duplicates from '../duplicates/routes.ts';
import { bindEmbed } from '../embed/handlers.ts';
import * as embed from '../embed/routes.ts';
import { bindErase } from '../erase/handlers.ts';
import * as erase from '../erase/routes.ts';
import { bindExportFiles } from '../export/files/handlers.ts';
import * as exportFiles from '../export/files/routes.ts';
import { bindExport } from '../export/handlers.ts';
import * as exports from '../export/routes.ts';
import { bindGraph } from '../graph/handlers.ts';
import * as graph from '../graph/routes.ts';
import { bindImports } from '../imports/handlers.ts';
import * as imports from '../imports/routes.ts';
import { bindInteractions } from '../interactions/handlers.ts';
import * as interactions from '../interactions/routes.ts';
import { bindInvitations } from '../invitations/handlers.ts';
import * as invitations from '../invitations/routes.ts';
import { bindJobs } from '../jobs/handlers.ts';
import * as jobs from '../jobs/routes.ts';
import { bindMembers } from '../members/handlers.ts';
import * as members from '../members/routes.ts';
import { bindMerge } from '../merge/handlers.ts';
import * as merge from '../merge/routes.ts';
import { bindNeverLog } from '../never-log/handlers.ts';
import * as neverLog from '../never-log/routes.ts';
import { bindNotes } from '../notes/handlers.ts';
import * as notes from '../notes/routes.ts';
import { bindOrganizations } from '../organizations/handlers.ts';
import * as organizations from '../organizations/routes.ts';
import { bindOutbox } from '../outbox/handlers.ts';
import * as outbox from '../outbox/routes.ts';
import { bindPairing } from '../pairing/handlers.ts';
import * as pairing from '../pairing/routes.ts';
import { bindPipelines } from '../pipelines/handlers.ts';
import * as pipelines from '../pipelines/routes.ts';
import { bindPrivacy } from '../privacy/handlers.ts';
import * as privacy from '../privacy/routes.ts';
import { bindRelations } from '../relations/handlers.ts';
import * as relations from '../relations/routes.ts';
import { bindRoles } from '../roles/handlers.ts';
import * as roles from '../roles/routes.ts';
import { bindSearch } from '../search/handlers.ts';
import * as search from '../search/routes.ts';
import { bindSharing } from '../sharing/handlers.ts';
import * as sharing from '../sharing/routes.ts';
import { bindStrength } from '../strength/handlers.ts';
import * as strength from '../strength/routes.ts';
import { bindTags } from '../tags/handlers.ts';
import * as tags from '../tags/routes.ts';
import { bindTasks } from '../tasks/handlers.ts';
import * as tasks from '../tasks/routes.ts';
import { bindTeams } from '../teams/handlers.ts';
import * as teams from '../teams/routes.ts';
import { bindTimeline } from '../timeline/handlers.ts';
import * as timeline from '../timeline/routes.ts';
import { bindUndo } from '../undo/handlers.ts';
import * as undo from '../undo/routes.ts';
import { bindViews } from '../views/handlers.ts';
import * as views from '../views/routes.ts';
import { bindWorkspaces } from '../workspaces/handlers.ts';
import * as workspaces from '../workspaces/routes.ts';
import type { Api } from './endpoint.ts';

export interface Resource {
  routes: Record<string, RouteConfig>;
  bind(api: Api): void;
}

export const resources: Resource[] = [
  { routes: organizations, bind: bindOrganizations },
  { routes: account, bind: bindAccount },
  { routes: pairing, bind: bindPairing },
  { routes: outbox, bind: bindOutbox },
  { routes: customFields, bind: bindCustomFields },
  { routes: tags, bind: bindTags },
  { routes: members, bind: bindMembers },
  { routes: workspaces, bind: bindWorkspaces },
  { routes: invitations, bind: bindInvitations },
  { routes: contacts, bind: bindContacts },
  { routes: consents, bind: bindConsents },
  { routes: erase, bind: bindErase },
  { routes: exports, bind: bindExport },
  { routes: exportFiles, bind: bindExportFiles },
  { routes: companies, bind: bindCompanies },
  { routes: interactions, bind: bindInteractions },
  { routes: neverLog, bind: bindNeverLog },
  { routes: sharing, bind: bindSharing },
  { routes: privacy, bind: bindPrivacy },
  { routes: embed, bind: bindEmbed },
  { routes: apiKeys, bind: bindApiKeys },
  { routes: pipelines, bind: bindPipelines },
  { routes: deals, bind: bindDeals },
  { routes: audit, bind: bindAudit },
  { routes: undo, bind: bindUndo },
  { routes: merge, bind: bindMerge },
  { routes: duplicates, bind: bindDuplicates },
  { routes: relations, bind: bindRelations },
  { routes: tasks, bind: bindTasks },
  { routes: search, bind: bindSearch },
  { routes: strength, bind: bindStrength },
  { routes: notes, bind: bindNotes },
  { routes: jobs, bind: bindJobs },
  { routes: timeline, bind: bindTimeline },
  { routes: graph, bind: bindGraph },
  { routes: cadences, bind: bindCadences },
  { routes: views, bind: bindViews },
  { routes: imports, bind: bindImports },
  { routes: roles, bind: bindRoles },
  { routes: teams, bind: bindTeams },
];

/** Every route of every resource. */
export const allRoutes: RouteConfig[] = resources.flatMap(({ routes }) => Object.values(routes));

/** Reads whose question needs a body, by operation id: they change nothing, so they take no key and viewers may ask. */
export const askedByPost: ReadonlySet<string> = new Set(['previewView', 'previewBoard', 'listViewIds']);

/** Writes that are not about the organization that one acts in, by operation id: whoever is a person may. */
export const ownAffairs: ReadonlySet<string> = new Set([
  'acceptInvitation',
  'endSession',
  'endOtherSessions',
  'createPairingCode',
]);
