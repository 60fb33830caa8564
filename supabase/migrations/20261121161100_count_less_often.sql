-- Tables are counted again once they have doubled: an import of fifty thousand people counts six times instead of fourteen.
create or replace function app.count_tables(names text[]) returns void language plpgsql security definer set search_path = '' as $$
declare
  grown text;
begin
  select string_agg(format('app.%I', c.relname), ', ' order by c.relname) into grown
  from pg_catalog.pg_class c
  where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and c.relname = any(names)
    and pg_catalog.pg_stat_get_mod_since_analyze(c.oid) > greatest(1000, c.reltuples);
  if grown is not null then
    execute 'analyze (skip_locked) ' || grown;
  end if;
end $$;
