-- Up Migration

-- The public directory. Everything here is read by everyone and written only by loading a whole directory.

create table state (
  code       text primary key check (code ~ '^[A-Z]{2}$'),
  id         uuid not null unique,
  labels     jsonb not null,             -- working language -> name
  own_names  jsonb not null,             -- [{language, name}] in the State's official languages
  aliases    text[] not null,
  checked_on date not null,
  position   integer not null
);

-- Where a fact was read. `key` is the source's name inside its State's file.
create table source (
  id         text primary key,           -- "RO-s1"
  state_code text not null references state on delete cascade,
  title      text not null,
  publisher  text,
  url        text,
  date       text,                       -- as the page shows it: year, month or day
  position   integer not null
);

create table mechanism (
  state_code              text primary key references state on delete cascade,
  status                  text not null,
  established             text,
  legal_basis             text,
  coordinating_body       text,
  formal_identification_by text,
  reflection_period_days  integer,
  residence_permit        text,
  note_codes              text[] not null,
  note_text               text,
  source_ids              text[] not null
);

create table entry (
  id          uuid primary key,
  kind        text not null check (kind in ('HOTLINE', 'CONTACT_POINT', 'SERVICE', 'PROCEDURE', 'PROMISING_PRACTICE', 'GUIDANCE')),
  state_code  text references state on delete cascade,   -- null: international bodies and guidance
  name        text not null,
  local_name  text,
  provenance  text not null check (provenance in ('COMPILED', 'STATE_SIGNED')),
  checked_on  date not null,
  verified_on date,
  pillars     text[] not null,
  note_codes  text[] not null,
  note_text   text,
  source_ids  text[] not null,
  position    integer not null            -- inside its State and kind
);

create index entry_by_state on entry (state_code, kind, position);

-- Telephone numbers [{number, display, domesticOnly, tollFree}] and channels [{kind, value, label}] belong to one entry
-- and are never looked at without it: they are values in its row.

create table hotline (
  entry_id             uuid primary key references entry on delete cascade,
  operator             text,
  operator_type        text,
  phones               jsonb not null,
  channels             jsonb not null,
  hours                text,
  languages            text[] not null,
  target_groups        text[] not null,
  callable_from_abroad boolean not null,
  scope                text not null,
  area                 text,               -- the part of the State for which the line is; null: all of it
  url                  text
);

create table contact_point (
  entry_id     uuid primary key references entry on delete cascade,
  organisation text,
  roles        text[] not null,
  phones       jsonb not null,
  email        text,
  url          text,
  address      text
);

create table service (
  entry_id      uuid primary key references entry on delete cascade,
  provider      text,
  types         text[] not null,
  target_groups text[] not null,
  languages     text[] not null,
  phones        jsonb not null,
  url           text,
  description   text
);

create table procedure (
  entry_id        uuid primary key references entry on delete cascade,
  measure         text not null,
  summary         text not null,
  responsible     text,
  time_limit      text,
  legal_reference text
);

create table promising_practice (
  entry_id uuid primary key references entry on delete cascade,
  summary  text not null
);

create table guidance (
  entry_id  uuid primary key references entry on delete cascade,
  kind      text not null,
  themes    text[] not null,
  audiences text[] not null,
  geography text[] not null,
  languages text[] not null,
  year      integer,
  publisher text,
  url       text,
  summary   text not null
);

create table term (
  vocabulary text not null,
  code       text not null,
  labels     jsonb not null,
  definition text,
  crosswalk  jsonb not null,
  position   integer not null,
  primary key (vocabulary, code)
);

-- One row: which directory is up. Its hash makes loading idempotent; its change tells every process to forget its copies.
create table directory_version (
  only_row     boolean primary key default true check (only_row),
  content_hash text not null,
  loaded_at    timestamptz not null,
  entries      integer not null
);

-- Down Migration

drop table directory_version, term, guidance, promising_practice, procedure, service, contact_point, hotline, entry, mechanism, source, state;
