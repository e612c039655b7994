-- People, organisations and groups as the office keeps them; who asks to join; who did what.

alter table organisation
  -- How many people work there: the bands of the EU's definition of small and medium-sized enterprises.
  add column size text check (size in ('1-9', '10-49', '50-249', '250+'));
-- An import knows an organisation by its name, however it is written.
create unique index organisation_name on organisation (network_id, lower(name));

alter table member
  -- Set once somebody belongs no more: what they did stays theirs, but they are let in nowhere and asked nothing.
  add column left_at timestamptz,
  add column left_why text check (left_why in ('removed', 'left-tenant'));
-- An import knows a person by the mail address, however it is written.
create unique index member_mail on member (network_id, lower(mail)) where mail is not null;

alter table working_group
  -- What the group is for, and what it may do by itself.
  add column mandate text not null default '',
  -- Whether people may join by themselves.
  add column open boolean not null default false;

alter table membership add column joined_at timestamptz not null default now();

-- Who wants into a group that is not open. One request at a time; the coordinator's answer is kept.
create table join_request (
  id uuid primary key,
  network_id uuid not null references network,
  group_id uuid not null,
  member_id uuid not null,
  asked_at timestamptz not null,
  answered_at timestamptz,
  answered_by uuid,
  accepted boolean,
  unique (network_id, id),
  foreign key (network_id, group_id) references working_group (network_id, id),
  foreign key (network_id, member_id) references member (network_id, id),
  foreign key (network_id, answered_by) references member (network_id, id)
);
create unique index join_request_open on join_request (group_id, member_id) where answered_at is null;
create index join_request_of_member on join_request (member_id);

-- Audit log ---------------------------------------------------------------------------------------------------------

-- Who did what, when, by which door. No names, only ids: erasing a person leaves it whole. Never a ballot.
create table audit_entry (
  network_id uuid not null references network,
  number bigint not null,
  at timestamptz not null,
  -- null: the service by itself.
  actor_id uuid,
  door text not null check (door in ('teams', 'tab', 'link', 'service')),
  what text not null,
  matter_kind text,
  matter_id text,
  data jsonb not null,
  -- Each carries the hash of the one before, so that nothing is taken out or changed unseen.
  previous text not null,
  hash text not null,
  primary key (network_id, number),
  foreign key (network_id, actor_id) references member (network_id, id)
);
create index audit_entry_of_actor on audit_entry (network_id, actor_id, number);
create index audit_entry_of_matter on audit_entry (network_id, matter_id, number);

create function audit_hash(number bigint, at timestamptz, actor uuid, door text, what text, matter_kind text,
                           matter_id text, data jsonb, previous text) returns text
language sql stable as $$
  select encode(sha256(convert_to(jsonb_build_array(number, extract(epoch from at), actor, door, what, matter_kind,
    matter_id, data, previous)::text, 'UTF8')), 'hex')
$$;

-- The only way to write it: the service may read the table and no more. Entries of one
-- network come one by one: a transaction calls this last, or it could wait in a circle with another one.
create function audit(at timestamptz, actor uuid, door text, what text, matter_kind text, matter_id text, data jsonb)
returns void
language plpgsql volatile security definer set search_path = verbund, pg_temp as $$
#variable_conflict use_variable
declare
  network uuid := current_network();
  last audit_entry;
  next bigint;
  chained text;
begin
  perform pg_advisory_xact_lock(hashtextextended('audit ' || network, 0));
  select * into last from audit_entry e where e.network_id = network order by e.number desc limit 1;
  next := coalesce(last.number, 0) + 1;
  chained := coalesce(last.hash, '');
  insert into audit_entry values (network, next, at, actor, door, what, matter_kind, matter_id, data, chained,
    audit_hash(next, at, actor, door, what, matter_kind, matter_id, data, chained));
end $$;

-- Set-up ------------------------------------------------------------------------------------------------------------

-- Lets the first person of a tenant found its network, once. Of the code only the hash is kept.
create table set_up_code (
  tenant_id text primary key,
  hash text not null,
  made_at timestamptz not null,
  used_at timestamptz
);

-- A new code for a tenant that has no network yet, in the place of an older one. false: there is nothing to set up.
create function keep_set_up_code(tenant text, code_hash text, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = verbund, pg_temp as $$
begin
  if exists (select from network where tenant_id = tenant) then return false; end if;
  insert into set_up_code values (tenant, code_hash, at, null)
  on conflict (tenant_id) do update set hash = excluded.hash, made_at = excluded.made_at, used_at = null;
  return true;
end $$;

-- Uses it up; false: it is not that tenant's, too old, or used. Part of the transaction that founds the network.
create function use_set_up_code(tenant text, code_hash text, at timestamptz, made_after timestamptz) returns boolean
language plpgsql volatile security definer set search_path = verbund, pg_temp as $$
begin
  update set_up_code c set used_at = at
  where c.tenant_id = tenant and c.hash = code_hash and c.used_at is null and c.made_at > made_after;
  return found;
end $$;

-- Row-level security ------------------------------------------------------------------------------------------------

alter table join_request enable row level security;
create policy own_network on join_request using (network_id = current_network())
  with check (network_id = current_network());
grant select, insert, update, delete on join_request to verbund_service;

alter table audit_entry enable row level security;
create policy own_network on audit_entry using (network_id = current_network());
grant select on audit_entry to verbund_service;

-- Who has left is nobody any more -----------------------------------------------------------------------------------

create or replace function identify(tenants text[], objects text[])
returns table (place bigint, network_id uuid, network_name text, network_language text, zone text, member_id uuid,
               name text, organisation text, organisation_id uuid, teams_user_id text, language text, office boolean,
               memberships jsonb, seat boolean, chair boolean)
language plpgsql stable security definer set search_path = verbund, pg_temp as $$
#variable_conflict use_column
begin
  return query
  select asked.place, n.id, n.name, n.language, n.zone, m.id, m.name, o.name, o.id, m.teams_user_id, m.language, m.office,
         coalesce((select jsonb_object_agg(ms.group_id, ms.role) from membership ms where ms.member_id = m.id), '{}'),
         exists (select from seat s where s.network_id = n.id and m.id in (s.holder_id, s.deputy_id)),
         exists (select from seat s where s.network_id = n.id and s.chair and m.id = s.holder_id)
  from unnest(tenants, objects) with ordinality as asked(tenant, object, place)
  left join lateral (select * from network where tenant_id = asked.tenant limit 1) n on true
  left join lateral (
    select * from member where member.network_id = n.id and member.aad_object_id = asked.object
      and member.left_at is null limit 1) m on true
  left join lateral (select * from organisation where organisation.id = m.organisation_id limit 1) o on true;
end $$;

create or replace function people_of_tenant(tenant text)
returns table (member_id uuid, aad_object_id text)
language sql stable security definer set search_path = verbund, pg_temp as $$
  select m.id, m.aad_object_id from member m join network n on n.id = m.network_id
  where n.tenant_id = tenant and m.aad_object_id is not null and m.left_at is null
$$;
