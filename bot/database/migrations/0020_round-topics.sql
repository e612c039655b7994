-- As what a round's topics counted when it closed: a row a topic, where every need had to be written again before.

create table round_topic (
  round_id uuid not null,
  topic_id uuid not null,
  network_id uuid not null references network,
  -- The topic itself, or what it had been merged into. Of a topic that was only proposed there is no row: it counts nowhere.
  counts_as uuid not null,
  primary key (round_id, topic_id),
  foreign key (network_id, round_id) references round (network_id, id),
  foreign key (network_id, topic_id) references topic (network_id, id),
  foreign key (network_id, counts_as) references topic (network_id, id)
);
alter table round_topic enable row level security;
create policy own_network on round_topic using (network_id = current_network())
  with check (network_id = current_network());
grant select, insert, update, delete on round_topic to verbund_service;

insert into round_topic (round_id, topic_id, network_id, counts_as)
  select distinct round_id, topic_id, network_id, counts_as from need where counts_as is not null;
alter table need drop column counts_as;
