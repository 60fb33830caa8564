// Owns how tests read an answer: every field that some answer has. Which of them this answer really has is checked against
// the description of its route before a test sees it.
import type { z } from 'zod';
import type { ApiKey, CreatedApiKey } from '../api-keys/schema.ts';
import type { AuditEntry } from '../audit/schema.ts';
import type { Company, CompanyDetail } from '../companies/schema.ts';
import type { CompanyContact, Contact, ContactListItem, Match, MatchSuggestion } from '../contacts/schema.ts';
import type { CustomField, TypeChanged } from '../custom-fields/schema.ts';
import type { Board, BoardStage, Deal, DealListItem, StageChange } from '../deals/schema.ts';
import type { Duplicate } from '../duplicates/schema.ts';
import type { EmbedKey, EmbedSession } from '../embed/schema.ts';
import type { GraphPath, Neighbourhood } from '../graph/schema.ts';
import type { Problem } from '../http/wire.ts';
import type { Import, ImportOptions, ImportRow, LeftRecord, Reason } from '../imports/schema.ts';
import type { Interaction, Logged } from '../interactions/schema.ts';
import type { Invitation, InvitationPreview } from '../invitations/schema.ts';
import type { Job } from '../jobs/schema.ts';
import type { Member } from '../members/schema.ts';
import type { Note } from '../notes/schema.ts';
import type { Me, WellKnown } from '../organizations/schema.ts';
import type { Pipeline } from '../pipelines/schema.ts';
import type { BulkEdited } from '../records/bulk/bulk-schema.ts';
import type { Relation, RelationLabel } from '../relations/schema.ts';
import type { RoleDetail } from '../roles/schema.ts';
import type { SearchGroup } from '../search/schema.ts';
import type { ContactStrength } from '../strength/schema.ts';
import type { Tag } from '../tags/schema.ts';
import type { Task, TaskDone } from '../tasks/schema.ts';
import type { Team } from '../teams/schema.ts';
import type { ViewFilter } from '../views/filter.ts';
import type { View, ViewRecord } from '../views/schema.ts';

type Filled<Shape> = { [Key in keyof Shape]-?: NonNullable<Shape[Key]> };
type Item = Member &
  Omit<Invitation, 'id'> &
  Tag &
  CustomField &
  CompanyContact &
  ContactListItem &
  Company &
  Interaction &
  EmbedKey &
  Omit<ApiKey, 'permissions' | 'expiresAt'> &
  Logged &
  DealListItem &
  Pipeline &
  StageChange &
  Relation &
  GraphPath &
  RelationLabel &
  AuditEntry &
  Omit<Duplicate, 'kind'> &
  Match & { winnerId: string | null; problem: string | null; status: string } & Task &
  Note &
  Job &
  ViewRecord &
  Pick<z.infer<typeof RoleDetail>, 'mayGrant' | 'mayChange'> &
  Pick<Team, 'memberIds'> &
  Pick<View, 'shared' | 'problems'> &
  Omit<Import, 'source'> &
  Omit<z.infer<typeof ImportRow>, 'done' | 'reason'> &
  Omit<z.infer<typeof LeftRecord>, 'name'> & { reason: z.infer<typeof Reason> | null };

export type Answered = Contact &
  BulkEdited &
  CustomField &
  CompanyDetail &
  TypeChanged &
  Job &
  Import &
  z.infer<typeof ImportOptions> &
  Company &
  Deal &
  Omit<Pipeline, 'stages'> &
  Pick<Tag, 'uses'> &
  Task &
  TaskDone &
  Note &
  Omit<Board, 'stages'> &
  Omit<EmbedKey, 'permissions'> &
  EmbedSession & {
    [Key in 'secret' | 'mode' | 'prefix' | 'lastUsedAt' | 'replaces']: NonNullable<CreatedApiKey[Key]>;
  } & Logged &
  Filled<Omit<ContactStrength, 'grade'>> &
  Neighbourhood &
  Filled<Omit<z.infer<typeof Problem>, 'title'>> &
  Pick<Team, 'memberIds'> &
  Pick<Invitation, 'email' | 'role' | 'roleName' | 'acceptedAt' | 'revokedAt' | 'language'> &
  Pick<InvitationPreview, 'organization'> &
  z.infer<typeof Me> &
  z.infer<typeof WellKnown> & {
    contact: Contact;
    reach: string;
    grantable: string[];
    undoToken: string;
    tookIn: { people: number; jobId: string | null };
    jobId: string;
    mergeId: string;
    identitySecret: string | null;
    moves: { what: string; count: number }[];
    dropped: number;
    reason: { reason: string; shared: string } | null;
    company: Company;
    mergedInto: string;
    suggestions: MatchSuggestion[];
    records: { type: string; id: string }[];
    relation: Relation;
    removed: Record<string, number>;
    restored: boolean;
    reasons: { reason: string; shared: string }[];
    grade: number | null;
    stages: BoardStage[];
    groups: SearchGroup[];
    problems: { path: string; message: string }[];
    capped: boolean;
    shared: boolean;
    filter: ViewFilter;
    items: Item[];
    nextCursor: string | null;
    checks: Record<string, string>;
  };
