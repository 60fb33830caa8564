-- Lets the migrations watch which sessions end, as a project's owner may.
grant trigger on auth.sessions to kith_owner;
