-- Up Migration

-- Sealed attachments; their bytes are files in the data folder. Who may fetch one, and how long it stays, is what the envelopes
-- say that name it.
create table blob (
  id              uuid primary key,      -- made by the sender
  organisation_id uuid not null,         -- who brought it; perhaps of another node, so no foreign key
  length          integer not null check (length > 0),
  sha256          text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- Null: an envelope names it, or did.
  uploaded_hour   timestamptz check (uploaded_hour = date_trunc('hour', uploaded_hour, 'UTC'))
);

create index unposted on blob (organisation_id) where uploaded_hour is not null;
create index naming_blob on envelope using gin (blobs);

call gate.isolate('blob');

-- Whether an envelope names it that the own organisation sent or got.
create function gate.has_blob(blob uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
  select exists (
    select
    from envelope e
    where e.blobs @> array[blob]
      and gate.current_organisation() in (e.organisation_id, e.sender_id)
  )
$$;

create policy caseworkers on blob for select to nrm_portal using (
  (select gate.has_role('caseworker'))
  and (
    uploaded_hour is not null and organisation_id = (select gate.current_organisation())
    or gate.has_blob(id)
  )
);
grant select (id, length, sha256) on blob to nrm_portal;

-- Null when it may come; 'STORED' when it is here already; or the code of a refusal. @param under_way of the same organisation
create function gate.judge_blob(blob uuid, length integer, sha256 text, under_way bigint) returns text
language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare
  own uuid := gate.current_organisation();
  known record;
begin
  if not gate.has_role('caseworker') or not exists (select from organisation o where o.id = own and o.standing = 'active') then
    return 'NOT_ALLOWED';
  end if;
  select b.organisation_id = own and b.length = judge_blob.length and b.sha256 = judge_blob.sha256 as is_same
  into known
  from blob b
  where b.id = judge_blob.blob;
  if found then
    return case when known.is_same then 'STORED' else 'ID_TAKEN' end;
  end if;
  if judge_blob.length + under_way + (
    select coalesce(sum(b.length), 0)
    from blob b
    where b.organisation_id = own
      and b.uploaded_hour is not null
  ) > 1000000000 then
    return 'TOO_MUCH_UNPOSTED';
  end if;
  return null;
end $$;

-- As gate.judge_blob; null when it is written down now.
create function gate.keep_blob(blob uuid, length integer, sha256 text) returns text
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  answer text := gate.judge_blob(blob, length, sha256, 0);
begin
  if answer is not null then
    return answer;
  end if;
  insert into blob (id, organisation_id, length, sha256, uploaded_hour)
  values (keep_blob.blob, gate.current_organisation(), keep_blob.length, keep_blob.sha256, date_trunc('hour', now(), 'UTC'))
  on conflict do nothing;
  if not found then
    -- Somebody was faster.
    return gate.judge_blob(blob, length, sha256, 0);
  end if;
  return null;
end $$;

-- Takes in the attachments of an envelope that was just written down. Each receiver has its own: a second one is refused; only
-- the sender's own envelopes may name them once more. Null, or the code of a refusal.
create or replace function gate.attach_blobs(envelope uuid, sender uuid, blobs uuid[]) returns text
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  perform from blob b where b.id = any(attach_blobs.blobs) order by b.id for update;
  if cardinality(attach_blobs.blobs) > (
    select count(*)
    from blob b
    where b.id = any(attach_blobs.blobs)
      and b.organisation_id = sender
  ) or exists (
    select
    from envelope own
    join envelope other on other.blobs && attach_blobs.blobs
    where own.id = attach_blobs.envelope
      and own.organisation_id <> sender
      and other.organisation_id <> sender
      and other.id <> own.id
  ) then
    return 'UNKNOWN_BLOB';
  end if;
  update blob b set uploaded_hour = null where b.id = any(attach_blobs.blobs);
  return null;
end $$;

-- With attachments: they are most of what a sender has in a mailbox.
create or replace function gate.unacknowledged(
  sender uuid, receiver uuid, out envelopes bigint, out bytes bigint, out are_small boolean
)
language sql stable security definer set search_path = public, pg_temp
as $$
  select
    count(*),
    coalesce(sum(octet_length(e.sealed) + (select coalesce(sum(b.length), 0) from blob b where b.id = any(e.blobs))), 0),
    coalesce(bool_and(e.size_class = 16 and e.blobs = '{}'), true)
  from envelope e
  where e.sender_id = sender
    and e.organisation_id = receiver
    and e.counts
    and not e.acknowledged
    and e.sealed is not null
$$;

-- Forgets what nobody posted for 48 hours, and what no envelope names any more. The ids, whose files can go.
create function gate.sweep_blobs() returns uuid[]
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  held uuid[];
  gone uuid[];
begin
  -- Looked at again when they are held: an envelope that names one may have come in between.
  held := array(
    select b.id
    from blob b
    where b.uploaded_hour <= now() - interval '49 hours'
      or b.uploaded_hour is null and not exists (select from envelope e where e.blobs @> array[b.id])
    for update skip locked
  );
  with deleted as (
    delete from blob b
    where b.id = any(held)
      and not exists (select from envelope e where e.blobs @> array[b.id])
    returning b.id
  )
  select coalesce(array_agg(d.id), '{}') into gone from deleted d;
  return gone;
end $$;

-- Those of which nothing is written down.
create function gate.unknown_blobs(ids uuid[]) returns uuid[]
language sql stable security definer set search_path = public, pg_temp
as $$ select array(select i.id from unnest(ids) as i (id) where not exists (select from blob b where b.id = i.id)) $$;

do $$
declare
  door record;
begin
  for door in
    select p.oid::regprocedure as name, k.caller
    from (values
      ('has_blob', 'nrm_portal'), ('judge_blob', 'nrm_portal'), ('keep_blob', 'nrm_portal'),
      ('sweep_blobs', 'nrm_jobs'), ('unknown_blobs', 'nrm_jobs')
    ) as k (function, caller)
    join pg_proc p on p.proname = k.function
    where p.pronamespace = 'gate'::regnamespace
  loop
    execute format('alter function %s owner to nrm_definer', door.name);
    execute format('revoke execute on function %s from public', door.name);
    execute format('grant execute on function %s to %I', door.name, door.caller);
  end loop;
end $$;

-- Down Migration

create or replace function gate.attach_blobs(envelope uuid, sender uuid, blobs uuid[]) returns text
language sql security definer set search_path = public, pg_temp
as $$ select 'UNKNOWN_BLOB' $$;
create or replace function gate.unacknowledged(
  sender uuid, receiver uuid, out envelopes bigint, out bytes bigint, out are_small boolean
)
language sql stable security definer set search_path = public, pg_temp
as $$
  select count(*), coalesce(sum(octet_length(e.sealed)), 0), coalesce(bool_and(e.size_class = 16 and e.blobs = '{}'), true)
  from envelope e
  where e.sender_id = sender
    and e.organisation_id = receiver
    and e.counts
    and not e.acknowledged
    and e.sealed is not null
$$;
drop function gate.judge_blob, gate.keep_blob, gate.sweep_blobs, gate.unknown_blobs;
drop table blob;
drop function gate.has_blob;
drop index naming_blob;
