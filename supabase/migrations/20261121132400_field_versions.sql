-- Only what a field is raises its version: a colleague who puts fields in order must not make an edit of one lose its race.
drop trigger touch on app.custom_fields;
create trigger touch before update of name, type, options, required, archived_at on app.custom_fields
  for each row execute function app.touch();
