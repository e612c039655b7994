-- People of other tenants, and people of several networks.

alter table member
  -- The Entra tenant in which the person has the account, where that is not the network's own: somebody of another
  -- company in a shared channel. null: the network's tenant; guests there have an account in it, too.
  add column home_tenant_id text check (home_tenant_id = lower(home_tenant_id));
-- In which networks is this person? Asked where the place does not say it: in a personal chat, in the tab outside channels.
create index member_of_object on member (aad_object_id) where aad_object_id is not null and left_at is null;

-- Who belongs to several networks says once in a personal chat for which one it stands; the latest word counts.
create table chat_choice (
  network_id uuid not null references network,
  member_id uuid not null,
  conversation_id text not null,
  chosen_at timestamptz not null,
  primary key (member_id, conversation_id),
  foreign key (network_id, member_id) references member (network_id, id)
);
alter table chat_choice enable row level security;
create policy own_network on chat_choice using (network_id = current_network())
  with check (network_id = current_network());
grant select, insert, update, delete on chat_choice to verbund_service;

-- Who is this, in the network of the tenant where the conversation takes place? One row for each asking, in order; nulls
-- where there is none. An object id alone crosses no tenant: it counts together with the person's own one. Where Teams
-- does not tell that (null), the network's office has, by writing the object id down for one of its members.
-- In plpgsql, whose plans are kept: it stands before every request. The lateral joins keep it at two look-ups by index
-- a person, however many there are and whatever the statistics say.
drop function identify(text[], text[]);
create function identify(tenants text[], homes text[], objects text[])
returns table (place bigint, network_id uuid, network_tenant text, network_name text, network_language text, zone text,
               member_id uuid, name text, organisation text, organisation_id uuid, teams_user_id text, language text,
               office boolean, memberships jsonb, seat boolean, chair boolean)
language plpgsql stable security definer set search_path = verbund, pg_temp as $$
#variable_conflict use_column
begin
  return query
  select asked.place, n.id, n.tenant_id, n.name, n.language, n.zone, m.id, m.name, o.name, o.id, m.teams_user_id,
         m.language, m.office,
         coalesce((select jsonb_object_agg(ms.group_id, ms.role) from membership ms where ms.member_id = m.id), '{}'),
         exists (select from seat s where s.network_id = n.id and m.id in (s.holder_id, s.deputy_id)),
         exists (select from seat s where s.network_id = n.id and s.chair and m.id = s.holder_id)
  from unnest(tenants, homes, objects) with ordinality as asked(tenant, home, object, place)
  left join lateral (select * from network where tenant_id = asked.tenant limit 1) n on true
  left join lateral (
    select * from member where member.network_id = n.id and member.aad_object_id = asked.object
      and (asked.home is null or coalesce(member.home_tenant_id, n.tenant_id) = asked.home)
      and member.left_at is null limit 1) m on true
  left join lateral (select * from organisation where organisation.id = m.organisation_id limit 1) o on true;
end $$;

-- All networks to which this person belongs, and when each was chosen in that chat. No row: to none.
create function belongings(homes text[], objects text[], chats text[])
returns table (place bigint, network_id uuid, network_tenant text, network_name text, network_language text, zone text,
               member_id uuid, name text, organisation text, organisation_id uuid, teams_user_id text, language text,
               office boolean, memberships jsonb, seat boolean, chair boolean, chosen_at timestamptz)
language plpgsql stable security definer set search_path = verbund, pg_temp as $$
#variable_conflict use_column
begin
  return query
  select asked.place, n.id, n.tenant_id, n.name, n.language, n.zone, m.id, m.name, o.name, o.id, m.teams_user_id,
         m.language, m.office,
         coalesce((select jsonb_object_agg(ms.group_id, ms.role) from membership ms where ms.member_id = m.id), '{}'),
         exists (select from seat s where s.network_id = n.id and m.id in (s.holder_id, s.deputy_id)),
         exists (select from seat s where s.network_id = n.id and s.chair and m.id = s.holder_id),
         (select c.chosen_at from chat_choice c where c.member_id = m.id and c.conversation_id = asked.chat)
  from unnest(homes, objects, chats) with ordinality as asked(home, object, chat, place)
  join lateral (
    select * from member where member.aad_object_id = asked.object and member.left_at is null) m on true
  join lateral (select * from network where network.id = m.network_id limit 1) n
    on coalesce(m.home_tenant_id, n.tenant_id) = asked.home
  left join lateral (select * from organisation where organisation.id = m.organisation_id limit 1) o on true;
end $$;

-- The networks of the one person behind a member of this network, to switch between them: names, of one's own alone.
create function networks_of_member(member uuid)
returns table (id uuid, name text)
language sql stable security definer set search_path = verbund, pg_temp as $$
  select n.id, n.name
  from member me join network mine on mine.id = me.network_id
  join member m on m.aad_object_id = me.aad_object_id and m.left_at is null
  join network n on n.id = m.network_id
    and coalesce(m.home_tenant_id, n.tenant_id) = coalesce(me.home_tenant_id, mine.tenant_id)
  where me.id = networks_of_member.member and me.network_id = current_network() and me.left_at is null
  order by n.name, n.id
$$;

-- The demo's picker signs in with the demo's own tenant.
create or replace function people_of_tenant(tenant text)
returns table (member_id uuid, aad_object_id text)
language sql stable security definer set search_path = verbund, pg_temp as $$
  select m.id, m.aad_object_id from member m join network n on n.id = m.network_id
  where n.tenant_id = tenant and m.aad_object_id is not null and m.home_tenant_id is null and m.left_at is null
$$;
