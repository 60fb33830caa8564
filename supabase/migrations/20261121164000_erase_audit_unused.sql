-- Erasing a person takes the values out of the log itself, for all of their rows at once.
drop function app.erase_audit(uuid, text, uuid);
