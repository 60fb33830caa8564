-- Supabase lets a project's owner read and end sessions; so may ours.
grant select, delete on auth.sessions to kith_owner;
grant select on auth.mfa_factors to kith_owner;
