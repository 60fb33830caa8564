-- The values that a column could be chosen from are words of the file, as its samples are: they go with whoever is erased.
do $$
begin
  execute replace(pg_catalog.pg_get_functiondef('app.erase_from_import_rows(uuid, uuid[])'::regprocedure),
    $c$one || '{"samples": []}'$c$, $c$(one - 'options' - 'parts') || '{"samples": []}'$c$);
end $$;
