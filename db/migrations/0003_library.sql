-- Up Migration

-- What is read in the library belongs to no State.
alter table source alter column state_code drop not null;

alter table term
  add column pillars     text[] not null default '{}',
  add column definitions jsonb not null default '{}';    -- working language other than English -> definition

-- The recommended standards of the NRM Handbook, in our own words; empty until somebody enters them from the official text.
create table standard (
  number     integer primary key check (number between 1 and 57),
  pillar     text not null check (pillar in ('P0', 'P1', 'P2', 'P3', 'P4')),    -- P0: governance
  title      text not null,
  gist       text not null,
  page       integer not null,
  languages  text[] not null,
  applies_to text not null check (applies_to in ('adult', 'child', 'both'))
);

-- Guidance and promising practices as one list. Every facet is an array, so that one condition fits them all.
create view library_item as
select
  e.id as entry_id,
  0 as shelf,
  null as state_code,
  e.position,
  array[g.kind] as types,
  g.themes,
  e.pillars,
  g.audiences,
  g.geography,
  g.languages,
  array_remove(array[g.year::text], null) as years
from entry e
join guidance g on g.entry_id = e.id
union all
select
  e.id,
  1,
  e.state_code,
  e.position,
  array['promising_practice'],
  '{}',
  e.pillars,
  '{}',
  array[e.state_code],
  '{}',
  '{}'
from entry e
join promising_practice p on p.entry_id = e.id;

-- Down Migration

drop view library_item;
drop table standard;
alter table term drop column pillars, drop column definitions;
delete from source where state_code is null;
alter table source alter column state_code set not null;
