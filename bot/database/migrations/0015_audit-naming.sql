-- Which entries of the audit log name whom: as who did it, whom it was done to, or anywhere in its data (the holder of a
-- seat, candidates). Found by index; looking into the data of 100,000 entries took a second.

create table audit_naming (
  network_id uuid not null,
  member_id uuid not null,
  number bigint not null,
  primary key (network_id, member_id, number),
  foreign key (network_id, number) references audit_entry on delete cascade
);
create index audit_naming_of_entry on audit_naming (network_id, number);

create function named_in(network uuid, entry audit_entry) returns setof uuid
language sql stable security definer set search_path = verbund, pg_temp as $$
  select distinct m.id
  from regexp_matches(concat_ws(' ', entry.actor_id::text, entry.matter_id, entry.data::text),
         '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'g') found
  join member m on m.network_id = network and m.id = found[1]::uuid
$$;
revoke execute on function named_in(uuid, audit_entry) from public;

-- Whatever writes an entry: the service cannot write here itself.
create function note_naming() returns trigger
language plpgsql security definer set search_path = verbund, pg_temp as $$
begin
  insert into audit_naming (network_id, member_id, number)
  select new.network_id, n.id, new.number from named_in(new.network_id, new) n(id);
  return null;
end $$;
create trigger naming after insert on audit_entry for each row execute function note_naming();

insert into audit_naming (network_id, member_id, number)
select e.network_id, n.id, e.number from audit_entry e, named_in(e.network_id, e) n(id);

alter table audit_naming enable row level security;
create policy own_network on audit_naming using (network_id = current_network());
grant select on audit_naming to verbund_service;
