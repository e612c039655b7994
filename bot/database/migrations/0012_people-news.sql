-- Whoever listens for changes has been let in with the rights of that moment. Where somebody's rights change, all processes
-- are told that they did in this network, not whose: each asks anew for those who listen there. By trigger, since there are
-- many ways in and out of a group, and one that forgot to tell would leave a stream open for ever.

create function tell_of_people() returns trigger language plpgsql set search_path = verbund, pg_temp as $$
begin
  perform pg_notify('verbund', json_build_object('network', c.network_id, 'people', true)::text)
  from (select distinct network_id from changed) c;
  return null;
end $$;

create trigger tell_in after insert on membership referencing new table as changed
  for each statement execute function tell_of_people();
create trigger tell_role after update on membership referencing new table as changed
  for each statement execute function tell_of_people();
create trigger tell_out after delete on membership referencing old table as changed
  for each statement execute function tell_of_people();

create trigger tell_in after insert on seat referencing new table as changed
  for each statement execute function tell_of_people();
create trigger tell_role after update on seat referencing new table as changed
  for each statement execute function tell_of_people();

-- Of a member most updates say nothing of rights: a language, the id towards the bot.
create function tell_of_members() returns trigger language plpgsql set search_path = verbund, pg_temp as $$
begin
  perform pg_notify('verbund', json_build_object('network', c.network_id, 'people', true)::text)
  from (select distinct n.network_id from now_rows n join old_rows o on o.id = n.id
        where (n.office, n.left_at, n.aad_object_id) is distinct from (o.office, o.left_at, o.aad_object_id)) c;
  return null;
end $$;

create trigger tell_member after update on member referencing new table as now_rows old table as old_rows
  for each statement execute function tell_of_members();
