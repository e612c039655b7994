-- The directory of the network's tenant: what was compared with it, and who was not found there.

-- One comparison: that of somebody of the office, or the one of the night.
create table directory_run (
  id uuid primary key,
  network_id uuid not null references network,
  -- Which came after which, within a millisecond, too.
  number bigint generated always as identity,
  at timestamptz not null,
  -- The service by itself, or somebody of the office.
  by_itself boolean not null,
  -- Why nothing was compared: a code. null: all of it was.
  failure text,
  -- How many people were asked for; how many of them were taken out by this comparison, without anybody's yes.
  asked integer not null,
  marked integer not null default 0,
  -- Seats that lost their holder with them.
  vacated uuid[] not null default '{}',
  unique (network_id, id)
);
create index directory_run_latest on directory_run (network_id, number desc);

-- What the latest complete comparison has found: whose account does not work, and who is back.
create table directory_finding (
  member_id uuid primary key,
  network_id uuid not null references network,
  run_id uuid not null,
  -- gone, disabled: still of the network, or marked already. back: has left it, and has an account again.
  what text not null check (what in ('gone', 'disabled', 'back')),
  -- The account that was asked for: whoever has got another one since is not meant.
  object_id text not null,
  foreign key (network_id, member_id) references member (network_id, id),
  foreign key (network_id, run_id) references directory_run (network_id, id) on delete cascade
);
create index directory_finding_of_run on directory_finding (network_id, run_id);

alter table channel
  -- When the bot was last heard from there: chats of people who are no members are forgotten when they rest.
  add column used_at timestamptz not null default now(),
  add unique (network_id, id);

-- Who is not in a group's channel any more, as Teams has told: shown to who keeps the group's members, until compared anew.
create table channel_departure (
  channel_id uuid not null,
  member_id uuid not null,
  network_id uuid not null references network,
  at timestamptz not null,
  primary key (channel_id, member_id),
  foreign key (network_id, member_id) references member (network_id, id),
  foreign key (network_id, channel_id) references channel (network_id, id) on delete cascade
);
create index channel_departure_of_member on channel_departure (member_id);

do $$
declare t text;
begin
  foreach t in array array['directory_run', 'directory_finding', 'channel_departure']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_network on %I using (network_id = current_network())
                    with check (network_id = current_network())', t);
    execute format('grant select, insert, update, delete on %I to verbund_service', t);
  end loop;
end $$;
