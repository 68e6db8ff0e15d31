-- Up Migration

-- What States have signed, as the texts that any node hands out. Public, of no person and no organisation of this node: no row
-- security, and only the functions below write.
create table publication (
  state_code    text primary key check (state_code ~ '^[A-Z]{2}$'),
  roots         text[] not null check (cardinality(roots) > 0),    -- from the first to the last
  timestamp     text not null,
  snapshot      text not null,
  targets       text not null,
  organisations text not null,
  revocations   text not null,                                     -- JWS
  taken_in_at   timestamptz not null default now()
);

-- The one list above the States. A single row.
create table registry (
  is_only     boolean primary key default true check (is_only),
  text        text not null,
  taken_in_at timestamptz not null default now()
);

grant select on publication, registry to nrm_portal, nrm_jobs;
grant select, insert, update on publication, registry to nrm_definer;

-- Takes in a publication that was verified before, and lets organisations of this node follow what their State signed:
-- [{id, standing, enrolmentKey}]. Nobody is invented; whoever waits or was refused becomes active only by its own key.
create function gate.take_in_publication(
  of_state text, roots text[], "timestamp" text, snapshot text, targets text, organisations text, revocations text,
  signed jsonb
) returns table (name text, standing text)
language sql security definer set search_path = public, pg_temp
as $$
  insert into publication (state_code, roots, timestamp, snapshot, targets, organisations, revocations)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (state_code) do update
  set roots = excluded.roots,
    timestamp = excluded.timestamp,
    snapshot = excluded.snapshot,
    targets = excluded.targets,
    organisations = excluded.organisations,
    revocations = excluded.revocations,
    taken_in_at = now();

  with changed as (
    update organisation o
    set standing = s.standing
    from jsonb_to_recordset($8) as s (id uuid, standing text, "enrolmentKey" text)
    where o.id = s.id
      and o.state_code = $1
      and o.standing <> s.standing
      and case
        when s.standing = 'active' then o.enrolment_key = s."enrolmentKey"
          -- Somebody else may have taken the address of whoever was refused.
          and (o.standing <> 'refused' or not exists (
            select from organisation other where other.address = o.address and other.standing <> 'refused'
          ))
        else o.standing in ('active', 'suspended', 'left')
      end
    returning o.id, o.name, o.standing
  ), logged as (
    insert into security_log (organisation_id, event, detail)
    select c.id, 'standing', jsonb_build_object('standing', c.standing, 'signedBy', $1)
    from changed c
  )
  select c.name, c.standing
  from changed c
  order by c.name
$$;

create function gate.take_in_registry(signed text) returns void
language sql security definer set search_path = public, pg_temp
as $$
  insert into registry (text)
  values ($1)
  on conflict (is_only) do update set text = excluded.text, taken_in_at = now()
$$;

-- Also of organisations that were shut out: a proof must be able to say so. To whoever is signed in.
create function gate.statement_to_prove(organisation uuid, out state_code text, out statement text)
language sql stable security definer set search_path = public, pg_temp
as $$
  select o.state_code, o.statement
  from organisation o
  where o.id = $1
    and o.standing in ('active', 'suspended', 'left')
    and gate.current_account() is not null
$$;

-- Whoever is shut out can sign in and read why, and does nothing more. Applicants may invite colleagues.
create or replace function gate.has_role(role text) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
  select gate.may_act() and exists (
    select
    from member m
    join organisation o on o.id = m.organisation_id
    where m.account_id = gate.current_account()
      and not m.is_revoked
      and $1 = any(m.roles)
      and o.standing in ('applied', 'active')
  )
$$;

do $$
declare
  door record;
begin
  for door in
    select p.oid::regprocedure as name, k.caller
    from (values ('take_in_publication', 'nrm_jobs'), ('take_in_registry', 'nrm_jobs'), ('statement_to_prove', 'nrm_portal'))
      as k (function, caller)
    join pg_proc p on p.proname = k.function
    where p.pronamespace = 'gate'::regnamespace
  loop
    execute format('alter function %s owner to nrm_definer', door.name);
    execute format('revoke execute on function %s from public', door.name);
    execute format('grant execute on function %s to %I', door.name, door.caller);
  end loop;
end $$;

-- Down Migration

create or replace function gate.has_role(role text) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
  select gate.may_act() and exists (
    select
    from member
    where account_id = gate.current_account()
      and not is_revoked
      and role = any(roles)
  )
$$;
drop function gate.take_in_publication, gate.take_in_registry, gate.statement_to_prove;
drop table publication, registry;
