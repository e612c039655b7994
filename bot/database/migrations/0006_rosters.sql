-- Rosters: the channels of groups whose people are looked through once a day for accounts in Teams.

create function group_channels()
returns table (network_id uuid, group_id uuid, conversation_id text, service_url text)
language sql stable security definer set search_path = verbund, pg_temp as $$
  select c.network_id, c.group_id, c.conversation_id, c.service_url
  from channel c
  where c.group_id is not null and c.installed and c.service_url is not null
    and exists (select from member m where m.network_id = c.network_id and m.aad_object_id is null
                and m.mail is not null and m.left_at is null)
  order by c.network_id, c.conversation_id
$$;
