-- Up Migration

create extension if not exists pg_trgm;

-- What is searched, apart from what is shown: a narrow table, because ranking reads every match.
create table entry_search (
  entry_id      uuid primary key references entry on delete cascade,
  words         tsvector not null,       -- folded words and concepts: A what it is and its State, B names, C who runs it, D the rest
  head_start    real not null,           -- a State's own hotline and contact point before the rest
  kind          text not null,
  state_code    text,
  pillars       text[] not null,
  service_types text[] not null,
  roles         text[] not null,
  audiences     text[] not null,
  languages     text[] not null,
  checked_on    date not null
);

create index entry_search_by_word on entry_search using gin (words);

-- Every distinct word, for "did you mean" (a trigram index over all names would cost ten times as much), and what people
-- call by it in any language, so that labels in fifty languages need not stand in every entry.
create table lexicon (
  word     text collate "C" primary key,
  letters  text collate "C" not null,    -- the word's letters in the order of the alphabet: a hurried hand swaps them
  shown    text not null,                -- as somebody wrote it, for showing
  concepts text[] not null
);

create index lexicon_by_likeness on lexicon using gin (word gin_trgm_ops);

create index lexicon_by_letters on lexicon (letters);

-- Down Migration

drop table lexicon, entry_search;
