-- Codes that pair the extension moved to the schema app, where they serve a Supabase project, too.
drop table if exists auth.pairing_codes;
