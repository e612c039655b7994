-- One key for names, in the database and in the import (bot/groups/import-row.ts, nameKey): however they are written.

-- İ and i are one letter of one name whichever way a collation lowers them, and so are both small sigmas.
create function name_key(name text) returns text language sql immutable strict parallel safe as $$
  select normalize(
    replace(replace(lower(regexp_replace(btrim(normalize(name, NFC)), '\s+', ' ', 'g')), U&'i\0307', 'i'), 'ς', 'σ'), NFC)
$$;

-- Two that were told apart by spaces alone are one name now: one of them is marked, for the office to look at.
update organisation o set name = o.name || ' ' || left(o.id::text, 8)
from (select id, row_number() over (partition by network_id, name_key(name) order by id) as nth
      from organisation where removed_at is null) d
where d.id = o.id and d.nth > 1;

drop index organisation_name;
create unique index organisation_name on organisation (network_id, name_key(name)) where removed_at is null;
