-- Up Migration

-- Who works with this node. What an organisation says of itself (its keys, its members by number) is a statement signed in its
-- administrators' browsers; the columns beside it repeat what the node needs of it.
create table organisation (
  id                uuid primary key,
  kind              text not null check (kind in (
    'contact_point', 'ngo', 'police', 'prosecutor', 'child_protection', 'guardian', 'health', 'labour', 'migration',
    'consular_mission', 'helpline', 'international_organisation', 'rapporteur', 'survivor_organisation')),
  state_code        text not null check (state_code ~ '^[A-Z]{2}$'),
  sits_in           text check (sits_in ~ '^[A-Z]{2}$'),           -- consular missions: the State in which they are
  name              text not null,
  address           text not null unique check (address ~ '^[a-z0-9][a-z0-9-]{1,39}$'),   -- before the @ of the node
  standing          text not null check (standing in ('applied', 'refused', 'active', 'suspended', 'left')),
  enrolment_key     text not null unique,                          -- Ed25519, base64url
  statement         text not null,                                 -- JWS
  statement_version integer not null,
  made_on           date not null default current_date,
  check ((kind = 'consular_mission') = (sits_in is not null))
);

-- What an organisation gave to be believed, for those who decide. One row each; it stays as the reason for the decision.
create table application (
  organisation_id uuid primary key references organisation on delete cascade,
  website         text not null,
  proofs          text[] not null check (cardinality(proofs) = 2),
  applied_on      date not null default current_date,
  decided_on      date,
  decided_by      uuid references account on delete set null,
  reason          text,
  check_again_on  date
);

create table member (
  account_id      uuid primary key references account on delete cascade,
  organisation_id uuid not null references organisation on delete cascade,
  number          integer,               -- null until the statement names the member
  roles           text[] not null,       -- as the statement says; empty before and after
  is_revoked      boolean not null default false,
  unique (organisation_id, number)
);

-- The organisation's keys, sealed in a browser to one member each (number), or to the printed kit (null).
create table sealed_key (
  organisation_id uuid not null references organisation on delete cascade,
  key             text not null,         -- 'enrolment', or the id of a period
  member_number   integer,
  sealed          text not null,         -- age file, base64url
  unique nulls not distinct (organisation_id, key, member_number)
);

create table invitation (
  id              uuid primary key,
  link_id         text not null unique,  -- SHA-256 of the link's token, in hex
  organisation_id uuid not null references organisation on delete cascade,
  roles           text[] not null,
  made_by         uuid references account on delete cascade,
  kept            text not null,         -- the secret of the link's fragment, under a key of its maker
  valid_until     timestamptz not null,
  account_id      uuid unique references account on delete set null,     -- who answered
  public_half     text,                  -- the newcomer's keys as JSON
  vouched         text                   -- HMAC over them under the link's secret
);

-- Who did what to whose access. Nothing here can be changed or taken away by the portal.
create table security_log (
  id              bigint generated always as identity primary key,
  at              timestamptz not null default now(),
  account_id      uuid,
  organisation_id uuid,
  event           text not null,
  detail          jsonb not null
);

call gate.isolate('organisation');
call gate.isolate('application');
call gate.isolate('member');
call gate.isolate('sealed_key');
call gate.isolate('invitation');
call gate.isolate('security_log');
revoke update, delete on security_log from nrm_definer;

create function gate.current_organisation() returns uuid
language sql stable security definer set search_path = public, pg_temp
as $$ select organisation_id from member where account_id = gate.current_account() and not is_revoked $$;

create function gate.has_role(role text) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
  select exists (
    select
    from member
    where account_id = gate.current_account()
      and not is_revoked
      and role = any(roles)
  )
$$;

-- A State's contact point decides who belongs to it; over contact points, and where a State has none yet, the operator.
create function gate.may_decide(decided_kind text, decided_state text) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
  select exists (select from account where id = gate.current_account() and is_operator)
    or decided_kind <> 'contact_point'
    and exists (
      select
      from member m
      join organisation o on o.id = m.organisation_id
      where m.account_id = gate.current_account()
        and not m.is_revoked
        and 'contact_point_officer' = any(m.roles)
        and o.kind = 'contact_point'
        and o.standing = 'active'
        and o.state_code = decided_state
    )
$$;

create policy known on organisation for select to nrm_portal using (
  standing = 'active'
  or id = (select gate.current_organisation())
  or (select gate.current_account()) is not null and gate.may_decide(kind, state_code)
);
create policy concerned on application for select to nrm_portal using (
  organisation_id = (select gate.current_organisation())
  or exists (
    select
    from organisation o
    where o.id = organisation_id
      and gate.may_decide(o.kind, o.state_code)
  )
);
create policy colleagues on member for select to nrm_portal using (organisation_id = (select gate.current_organisation()));
create policy colleague on account for select to nrm_portal using (
  exists (select from member m where m.account_id = account.id and m.organisation_id = (select gate.current_organisation()))
);
create policy own on sealed_key for select to nrm_portal using (
  organisation_id = (select gate.current_organisation())
  and member_number = (select m.number from member m where m.account_id = (select gate.current_account()))
);
create policy administrators on invitation for select to nrm_portal using (
  organisation_id = (select gate.current_organisation()) and (select gate.has_role('administrator'))
);
create policy concerned on security_log for select to nrm_portal using (
  account_id = (select gate.current_account())
  or organisation_id = (select gate.current_organisation()) and (select gate.has_role('administrator'))
);
grant select on organisation, application, member, sealed_key, invitation, security_log to nrm_portal;
-- A colleague's name is seen, a colleague's sealed keys are not.
revoke select (bundle) on account from nrm_portal;

create function gate.own_bundle() returns text
language sql stable security definer set search_path = public, pg_temp
as $$ select bundle from account where id = gate.current_account() $$;

create function gate.log(event text, concerned uuid, detail jsonb) returns void
language sql security definer set search_path = public, pg_temp
as $$
  insert into security_log (account_id, organisation_id, event, detail)
  values (gate.current_account(), concerned, event, detail)
$$;

-- Keeps the sealed keys that came with a statement: [{key, member, sealed}].
create function gate.keep_sealed_keys(organisation uuid, keys jsonb) returns void
language sql security definer set search_path = public, pg_temp
as $$
  insert into sealed_key (organisation_id, key, member_number, sealed)
  select organisation, k.key, k.member, k.sealed
  from jsonb_to_recordset(keys) as k (key text, member integer, sealed text)
  on conflict (organisation_id, key, member_number) do update set sealed = excluded.sealed
$$;

-- An organisation applies with its first member. Everything or nothing.
create function gate.apply_as(
  account uuid, sign_in_name text, record text, bundle text,
  organisation uuid, kind text, state_code text, sits_in text, name text, address text,
  website text, proofs text[], enrolment_key text, statement text, roles text[], sealed_keys jsonb
) returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  insert into account (id, sign_in_name, opaque_record, bundle)
  values (account, apply_as.sign_in_name, record, apply_as.bundle);
  insert into organisation (id, kind, state_code, sits_in, name, address, standing, enrolment_key, statement, statement_version)
  values (organisation, apply_as.kind, apply_as.state_code, apply_as.sits_in, apply_as.name, apply_as.address, 'applied',
    apply_as.enrolment_key, apply_as.statement, 1);
  insert into application (organisation_id, website, proofs) values (organisation, apply_as.website, apply_as.proofs);
  insert into member (account_id, organisation_id, number, roles) values (account, organisation, 1, apply_as.roles);
  perform gate.keep_sealed_keys(organisation, sealed_keys);
  insert into security_log (account_id, organisation_id, event, detail) values (account, organisation, 'applied', '{}');
end $$;

-- True when it was decided now; false when there was nothing to decide for whoever asks.
create function gate.decide(organisation uuid, accepted boolean, reason text) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  update organisation o
  set standing = case when accepted then 'active' else 'refused' end
  where o.id = organisation
    and o.standing = 'applied'
    and gate.may_decide(o.kind, o.state_code);
  if not found then
    return false;
  end if;
  update application a
  set decided_on = current_date, decided_by = gate.current_account(), reason = decide.reason,
    check_again_on = case when accepted then current_date + 365 end
  where a.organisation_id = organisation;
  perform gate.log(case when accepted then 'accepted' else 'refused' end, organisation, '{}');
  return true;
end $$;

create function gate.invite(
  invitation uuid, link_id text, roles text[], kept text, valid_for interval
) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  if not gate.has_role('administrator') then
    return false;
  end if;
  insert into invitation (id, link_id, organisation_id, roles, made_by, kept, valid_until)
  values (invitation, invite.link_id, gate.current_organisation(), invite.roles, gate.current_account(), invite.kept,
    now() + valid_for);
  perform gate.log('invited', gate.current_organisation(), jsonb_build_object('roles', roles));
  return true;
end $$;

-- What whoever holds the link may know: which organisation invites, and for what.
create function gate.open_invitation(link_id text, out id uuid, out organisation_name text, out roles text[])
language sql stable security definer set search_path = public, pg_temp
as $$
  select i.id, o.name, i.roles
  from invitation i
  join organisation o on o.id = i.organisation_id
  where i.link_id = $1
    and i.account_id is null
    and i.valid_until > now()
    and o.standing in ('applied', 'active')
$$;

create function gate.answer_invitation(
  link_id text, account uuid, sign_in_name text, record text, bundle text, public_half text, vouched text
) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  host uuid;
begin
  select i.organisation_id into host
  from invitation i
  where i.link_id = answer_invitation.link_id
    and i.account_id is null
    and i.valid_until > now()
  for update;
  if host is null then
    return false;
  end if;
  insert into account (id, sign_in_name, opaque_record, bundle)
  values (account, answer_invitation.sign_in_name, record, answer_invitation.bundle);
  insert into member (account_id, organisation_id, roles) values (account, host, '{}');
  update invitation i
  set account_id = account, public_half = answer_invitation.public_half, vouched = answer_invitation.vouched
  where i.link_id = answer_invitation.link_id;
  insert into security_log (account_id, organisation_id, event, detail) values (account, host, 'answered', '{}');
  return true;
end $$;

-- Takes in a statement that the portal has verified, with the keys that belong to it: [{number, account, roles, isRevoked}].
-- False when another administrator was faster.
create function gate.publish_statement(
  previous_version integer, version integer, statement text, members jsonb, sealed_keys jsonb
) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  own uuid := gate.current_organisation();
begin
  if not gate.has_role('administrator') then
    return false;
  end if;
  update organisation o
  set statement = publish_statement.statement, statement_version = version
  where o.id = own
    and o.statement_version = previous_version;
  if not found then
    return false;
  end if;
  update member m
  set number = s.number, roles = s.roles, is_revoked = s."isRevoked"
  from jsonb_to_recordset(members) as s (number integer, account uuid, roles text[], "isRevoked" boolean)
  where m.organisation_id = own
    and (m.number = s.number or m.number is null and m.account_id = s.account);
  delete from session s
  using member m
  where m.account_id = s.account_id
    and m.organisation_id = own
    and m.is_revoked;
  -- Whoever left is sealed to no more, and what was sealed to them is of no use to anybody else.
  delete from sealed_key k
  using member m
  where k.organisation_id = own
    and m.organisation_id = own
    and m.number = k.member_number
    and m.is_revoked;
  perform gate.keep_sealed_keys(own, sealed_keys);
  perform gate.log('statement', own, jsonb_build_object('version', version));
  return true;
end $$;

-- Functions that only other functions of nrm_definer call.
create table gate.inner_function (name text primary key);
insert into gate.inner_function values ('keep_sealed_keys'), ('log');

do $$
declare
  door record;
begin
  for door in
    select p.oid::regprocedure as name, i.name is null as is_door
    from pg_proc p
    left join gate.inner_function i on i.name = p.proname
    where p.pronamespace = 'gate'::regnamespace
      and p.prokind = 'f'
  loop
    execute format('alter function %s owner to nrm_definer', door.name);
    execute format('revoke execute on function %s from public', door.name);
    if door.is_door then
      execute format('grant execute on function %s to nrm_portal', door.name);
    end if;
  end loop;
end $$;

drop table gate.inner_function;

-- Down Migration

drop table security_log, invitation, sealed_key, member, application, organisation cascade;
drop function gate.current_organisation, gate.has_role, gate.may_decide, gate.own_bundle, gate.log,
  gate.keep_sealed_keys, gate.apply_as, gate.decide, gate.invite, gate.open_invitation, gate.answer_invitation,
  gate.publish_statement;
grant select (bundle) on account to nrm_portal;
