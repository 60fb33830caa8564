-- Filters on the last interaction find who had one in the order of lists, without those who had none: `active_at` is the last interaction
-- where there is one.
create index contacts_by_interaction on app.contacts (organization_id, active_at desc, id desc)
  where deleted_at is null and last_interaction_at is not null;
create index companies_by_interaction on app.companies (organization_id, active_at desc, id desc)
  where deleted_at is null and last_interaction_at is not null;
