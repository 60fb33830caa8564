// Names every table of the schema for the full export: what goes into it, and why the rest does not. Row-level security decides
// which rows the caller gets.

export interface ExportedTable {
  table: string;
  /** Columns that stay here. */
  without?: string[];
  /** Which of its rows `r` are about one contact, for the export of a person; $1 is the contact. Left out: none. */
  ofContact?: string;
}

const byContact = 'r.contact_id = $1';

export const exportedTables: ExportedTable[] = [
  { table: 'memberships' },
  { table: 'roles' },
  { table: 'role_reach' },
  { table: 'teams' },
  { table: 'team_members' },
  { table: 'contacts', without: ['sort_name', 'erased_at'], ofContact: 'r.id = $1' },
  { table: 'contact_points', ofContact: byContact },
  { table: 'companies', without: ['sort_name'] },
  { table: 'company_points' },
  { table: 'employments', ofContact: byContact },
  { table: 'custom_fields' },
  { table: 'tags', without: ['folded'] },
  { table: 'pipelines' },
  { table: 'pipeline_stages' },
  {
    table: 'deals',
    ofContact: `r.id in (select dc.deal_id from app.deal_contacts dc
      where dc.organization_id = r.organization_id and dc.contact_id = $1)`,
  },
  { table: 'deal_contacts', ofContact: byContact },
  { table: 'deal_stage_changes' },
  { table: 'interactions', ofContact: byContact },
  {
    table: 'interaction_texts',
    ofContact: `r.interaction_id in (select i.id from app.interactions i
      where i.organization_id = r.organization_id and i.contact_id = $1)`,
  },
  { table: 'notes', ofContact: byContact },
  { table: 'tasks', without: ['remind_at', 'reminded_at'], ofContact: byContact },
  { table: 'contact_cadences', without: ['raised_at'], ofContact: byContact },
  { table: 'workspaces' },
  { table: 'mail_sharing' },
  { table: 'mail_grants' },
  { table: 'mail_grant_contacts' },
  { table: 'consents', without: ['folded', 'ground'], ofContact: byContact },
  { table: 'relation_labels' },
  { table: 'relations', ofContact: '$1 in (r.from_contact_id, r.to_contact_id)' },
  { table: 'distinct_pairs', ofContact: '$1 in (r.contact_id, r.other_contact_id)' },
  { table: 'retention' },
  { table: 'never_log' },
  { table: 'protected_recipients' },
  { table: 'views' },
  { table: 'imports', without: ['job_id'] },
  { table: 'import_rows', without: ['fingerprint'], ofContact: 'r.record_id = $1' },
  { table: 'import_records', ofContact: 'r.record_id = $1' },
  { table: 'embed_keys' },
  { table: 'jobs', without: ['input', 'kept', 'delivery', 'runner', 'lease_until'] },
  { table: 'events', without: ['relayed_at'], ofContact: 'r.subject_id = $1' },
  { table: 'audit_log', ofContact: 'r.record_id = $1' },
];

/** Tables that are in no export, with the reason. */
export const notExported: Record<string, string> = {
  narrowed_permissions: 'the same everywhere',
  organizations: 'named at the head of the file',
  role_permissions: 'the same everywhere',
  event_subjects: 'the same everywhere',
  permissions_of_people: 'the same everywhere',
  search_kinds: 'the same everywhere',
  stage_totals: 'counted from deals',
  exports: 'files that somebody asked for, kept for a day',
  export_pieces: 'what stands in those files',
  idempotency_keys: 'answers kept for two days, to repeat them',
  undo_offers: 'offers that end after minutes',
  merge_rules: 'the same everywhere',
  merges: 'copies of records; the audit log tells of merges',
  api_keys: 'credentials',
  embed_identities: 'credentials',
  pairing_codes: 'hashes that end after minutes',
  paired_sessions: 'which sign-ins of people are extensions’',
  embed_identity_uses: 'hashes that end after minutes',
  invitations: 'addresses of people who do not work here yet',
  audit_seals: 'signatures over the audit log, which only its own install can check',
  match_keys: 'made from names, points and employments of records',
  tag_uses: 'made from the tags of records',
  company_domains: 'made from the domains of companies',
  field_values: 'made from the own fields of records',
  search_pending: 'empty between transactions',
  search_documents: 'made from records, for search',
  search_lexicon: 'words of texts, for search',
  connection_strengths: 'made from interactions',
};
