-- Every team has a channel "General": without the team's name nobody tells one from another.

alter table channel add column team_name text;

-- An organisation that is no more, while people who left, seats that ended and ballots still point to it.
alter table organisation add column removed_at timestamptz;
alter table organisation drop constraint organisation_network_id_name_key;
drop index organisation_name;
create unique index organisation_name on organisation (network_id, lower(name)) where removed_at is null;

-- Who is in a group's channel and belongs nowhere yet, so that its coordinator is told of each once: a hash over group and
-- account, no name. It goes when the person leaves the channel, or belongs.
create table newcomer (
  network_id uuid not null references network,
  group_id uuid not null,
  mark text not null,
  seen_at timestamptz not null,
  primary key (group_id, mark),
  foreign key (network_id, group_id) references working_group (network_id, id)
);
alter table newcomer enable row level security;
create policy own_network on newcomer using (network_id = current_network())
  with check (network_id = current_network());
grant select, insert, update, delete on newcomer to verbund_service;

-- All channels of groups: newcomers are looked for in each, not only where somebody has no account yet.
create or replace function group_channels()
returns table (network_id uuid, group_id uuid, conversation_id text, service_url text)
language sql stable security definer set search_path = verbund, pg_temp as $$
  select c.network_id, c.group_id, c.conversation_id, c.service_url
  from channel c
  where c.group_id is not null and c.installed and c.service_url is not null
  order by c.network_id, c.group_id, c.conversation_id
$$;
