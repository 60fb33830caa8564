-- Renaming a tag or taking it away changes many records: it is told as an event of the tag's own.
insert into app.event_subjects (subject_type, permission) values ('tag', 'tags.manage');
