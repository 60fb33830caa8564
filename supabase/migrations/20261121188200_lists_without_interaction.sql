-- Who had no interaction, in the order of lists: for filters, and for lists sorted by the last interaction, where they follow at the end.
-- Those who had one have an index already.
create index contacts_without_interaction on app.contacts (organization_id, active_at desc, id desc)
  where deleted_at is null and last_interaction_at is null;
create index companies_without_interaction on app.companies (organization_id, active_at desc, id desc)
  where deleted_at is null and last_interaction_at is null;
