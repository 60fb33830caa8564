// Names what stands about people in the database: which columns erasing a person empties, and why the others may stay. A test
// holds it against the schema, and searches what is left for what was erased.

interface TableRule {
  /** Columns with something of a person; app.erase_contact takes it away. */
  erased: string[];
  /** Columns of text and JSON that never hold anything of a person: words of the program, ids, zones. */
  plain: string[];
}

/** Of an import: words of the program, names of fields, and counts. */
const importWords = ['state', 'format', 'encoding', 'delimiter', 'source', 'mapping', 'counts', 'undo_counts'];

export const personal: Record<string, TableRule> = {
  contacts: {
    erased: ['name', 'title', 'notes', 'tags', 'avatar_url', 'time_zone', 'language', 'source', 'fields', 'sort_name'],
    plain: [],
  },
  contact_points: { erased: ['value', 'normalized'], plain: ['kind'] },
  employments: { erased: ['title'], plain: [] },
  interactions: { erased: ['external_id', 'thread_id'], plain: ['channel', 'direction', 'visibility'] },
  interaction_texts: { erased: ['content'], plain: ['part', 'visibility'] },
  notes: { erased: ['body'], plain: [] },
  tasks: { erased: ['title', 'body'], plain: ['due_zone', 'repeat_rule'] },
  relations: { erased: ['note'], plain: ['kind'] },
  deal_contacts: { erased: ['role'], plain: [] },
  consents: { erased: ['purpose', 'folded', 'ground', 'source', 'wording'], plain: ['basis', 'state'] },
  contact_cadences: { erased: [], plain: ['unit', 'zone'] },
  field_values: { erased: ['text_value', 'whole_text'], plain: ['record_type', 'currency'] },
  tags: { erased: ['name', 'folded'], plain: [] },
  match_keys: { erased: ['key'], plain: ['record_type'] },
  tag_uses: { erased: ['folded'], plain: ['record_type'] },
  search_documents: { erased: ['title', 'heading', 'body'], plain: ['kind', 'part', 'visibility'] },
  search_lexicon: { erased: ['word'], plain: [] },
  // The hash tells nothing of erased values, for its salt goes with them.
  audit_log: { erased: ['changes'], plain: ['resource', 'action', 'actor', 'source', 'request_id', 'changes_hash'] },
  undo_offers: { erased: ['payload'], plain: ['token_hash', 'kind'] },
  idempotency_keys: { erased: ['body'], plain: ['key', 'request_hash'] },
  export_pieces: { erased: ['content'], plain: [] },
  exports: { erased: [], plain: ['file'] },
  imports: { erased: ['file_name', 'columns'], plain: importWords },
  import_rows: { erased: ['cells', 'reason', 'remarks'], plain: ['problem', 'outcome'] },
  import_records: { erased: ['before'], plain: ['record_type', 'action', 'undone'] },
  merges: {
    erased: ['winner_before', 'winner_after', 'loser_before', 'moved', 'changed', 'dropped'],
    plain: ['record_type', 'named'],
  },
  jobs: {
    erased: ['input', 'result', 'error_words'],
    plain: ['kind', 'state', 'error_code', 'source', 'request_id', 'kept'],
  },
};

/** Tables without anything of a contact, with the reason. */
export const impersonal: Record<string, string> = {
  roles: 'names of roles',
  role_reach: 'settings',
  teams: 'names of teams',
  team_members: 'who works in which team',
  api_keys: 'settings',
  embed_identities: 'settings, sealed',
  embed_identity_uses: 'hashes',
  pairing_codes: 'hashes',
  paired_sessions: 'ids',
  audit_seals: 'hashes and signatures',
  companies: 'firms are no persons',
  company_domains: 'firms are no persons',
  company_points: 'firms are no persons',
  connection_strengths: 'counts',
  distinct_pairs: 'ids',
  custom_fields: 'names of fields',
  deal_stage_changes: 'ids and times',
  deals: 'a deal’s own texts are about the deal',
  embed_keys: 'settings',
  event_subjects: 'words of the program',
  narrowed_permissions: 'words of the program',
  permissions_of_people: 'words of the program',
  events: 'ids and names of fields, never values',
  invitations: 'invited colleagues are no contacts',
  memberships: 'members are users, not contacts',
  organizations: 'settings',
  pipeline_stages: 'settings',
  pipelines: 'settings',
  relation_labels: 'settings',
  role_permissions: 'words of the program',
  search_kinds: 'words of the program',
  stage_totals: 'counts and sums',
  search_pending: 'ids, until the end of a transaction',
  merge_rules: 'words of the program',
  workspaces: 'settings',
  mail_sharing: 'settings',
  mail_grants: 'ids and levels',
  mail_grant_contacts: 'ids',
  retention: 'settings',
  never_log: 'what must not be kept; without it, it would be kept again',
  protected_recipients: 'what must not be kept; without it, it would be kept again',
  views: 'conditions of lists',
};
