-- Reads of a conversation (its roster) count in its budget like posts and edits; a channel may have a language of its own.

alter table lane add column reads timestamptz[] not null default '{}';

alter table channel add column language text check (language in ('de', 'en'));
