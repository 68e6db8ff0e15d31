-- Up Migration

-- SHA-256 of what proves possession of the printed kit, in hex; null: there is none. The portal cannot read it.
alter table organisation add kit_proof text;
revoke select on organisation from nrm_portal;
grant select (
  id, kind, state_code, sits_in, name, address, standing, enrolment_key, statement, statement_version, made_on
) on organisation to nrm_portal;

-- Not null: the link gives a member who is known already new keys, and nobody else anything.
alter table invitation add renews uuid references account on delete cascade;
-- Who has new keys answers a second one.
alter table invitation drop constraint invitation_account_id_key;
alter table invitation add is_certified boolean not null default false;
update invitation i set is_certified = true from member m where m.account_id = i.account_id and m.number is not null;

-- Every statement that was taken in: members compare what they saw last with what they are shown now.
create table past_statement (
  organisation_id uuid not null references organisation on delete cascade,
  version         integer not null,
  statement       text not null,         -- JWS
  primary key (organisation_id, version)
);

-- Whoever only answered a link is nobody's colleague yet; whoever comes back with new keys was one before.
create function gate.is_certified() returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
  select exists (
    select
    from member m
    where m.account_id = gate.current_account()
      and not m.is_revoked
      and (m.number is not null or exists (select from invitation i where i.renews = m.account_id))
  )
$$;

call gate.isolate('past_statement');
create policy colleagues on past_statement for select to nrm_portal using (
  organisation_id = (select gate.current_organisation()) and (select gate.is_certified())
);
grant select on past_statement to nrm_portal;

create function gate.remember_statement() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  insert into past_statement (organisation_id, version, statement) values (new.id, new.statement_version, new.statement);
  return new;
end $$;

insert into past_statement (organisation_id, version, statement) select id, statement_version, statement from organisation;
create trigger remember_statement after insert or update of statement on organisation
for each row execute function gate.remember_statement();

-- Sealed in a browser to one member alone, such as what somebody has begun to write; no server reads it.
create table sealed_state (
  id         uuid primary key,
  account_id uuid not null references account on delete cascade,
  kind       text not null check (kind in ('draft')),
  version    integer not null,           -- from 1, one more with each change
  sealed     text not null               -- age file, base64url
);
create index sealed_state_of_account on sealed_state (account_id);

call gate.isolate('sealed_state');
create policy own on sealed_state for select to nrm_portal using (
  account_id = (select gate.current_account()) and (select gate.has_role('caseworker'))
);
grant select on sealed_state to nrm_portal;

-- Null takes it away. False when another window was faster, or there are a hundred already.
create function gate.put_sealed_state(state uuid, kind text, previous_version integer, sealed text) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  own uuid := gate.current_account();
begin
  if not gate.has_role('caseworker') then
    return false;
  end if;
  if previous_version = 0 then
    insert into sealed_state (id, account_id, kind, version, sealed)
    select state, own, put_sealed_state.kind, 1, put_sealed_state.sealed
    where (select count(*) from sealed_state s where s.account_id = own) < 100
    on conflict do nothing;
  elsif put_sealed_state.sealed is null then
    delete from sealed_state s where s.id = state and s.account_id = own and s.version = previous_version;
  else
    update sealed_state s
    set version = s.version + 1, sealed = put_sealed_state.sealed
    where s.id = state
      and s.account_id = own
      and s.kind = put_sealed_state.kind
      and s.version = previous_version;
  end if;
  return found;
end $$;

-- New keys are opened by the passphrase alone, until other ways are made anew.
create function gate.replace_own_bundle(bundle text) returns void
language sql security definer set search_path = public, pg_temp
as $$
  update account set bundle = $1 where id = gate.current_account();
  update passkey set may_open_bundle = false where account_id = gate.current_account();
  delete from recovery where account_id = gate.current_account();
  delete from recovery_request where account_id = gate.current_account();
$$;

drop function gate.publish_statement;

-- Takes over what a statement says of members: [{number, account, roles, isRevoked}]. `account` is set for whoever has a number
-- for the first time, or anew after the one before was revoked.
create function gate.follow_statement(organisation uuid, members jsonb, sealed_keys jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  update member m
  set roles = s.roles, is_revoked = s."isRevoked"
  from jsonb_to_recordset(members) as s (number integer, roles text[], "isRevoked" boolean)
  where m.organisation_id = organisation
    and m.number = s.number;
  update member m
  set number = s.number, roles = s.roles, is_revoked = s."isRevoked"
  from jsonb_to_recordset(members) as s (number integer, account uuid, roles text[], "isRevoked" boolean)
  where m.organisation_id = organisation
    and m.account_id = s.account
    and (m.number is null or m.is_revoked);
  update invitation i
  set is_certified = true
  from jsonb_to_recordset(members) as s (account uuid)
  where i.organisation_id = organisation
    and i.account_id = s.account;
  delete from session s
  using member m
  where m.account_id = s.account_id
    and m.organisation_id = organisation
    and m.is_revoked;
  -- Whoever left is sealed to no more, and what was sealed to them is of no use to anybody else.
  delete from sealed_key k
  using jsonb_to_recordset(members) as s (number integer, "isRevoked" boolean)
  where k.organisation_id = organisation
    and k.member_number = s.number
    and s."isRevoked";
  perform gate.keep_sealed_keys(organisation, sealed_keys);
end $$;

-- Takes in a statement that the portal has verified, with the keys that belong to it. False when another administrator was
-- faster.
create function gate.publish_statement(
  previous_version integer, version integer, statement text, members jsonb, sealed_keys jsonb,
  own_bundle text,   -- not null: the administrator's own keys were replaced
  kit_proof text     -- not null: a kit was made
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
  set statement = publish_statement.statement, statement_version = version,
    kit_proof = coalesce(publish_statement.kit_proof, o.kit_proof)
  where o.id = own
    and o.statement_version = previous_version;
  if not found then
    return false;
  end if;
  if own_bundle is not null then
    perform gate.replace_own_bundle(own_bundle);
    delete from session
    where account_id = gate.current_account()
      and id <> gate.hashed(current_setting('nrm.session'));
  end if;
  if publish_statement.kit_proof is not null then
    -- The kit before this one opens nothing of what is kept from now on.
    delete from sealed_key where organisation_id = own and member_number is null;
  end if;
  perform gate.follow_statement(own, members, sealed_keys);
  perform gate.log(
    case when own_bundle is not null then 'keys_replaced' when publish_statement.kit_proof is not null then 'kit_made' else 'statement' end,
    own, jsonb_build_object('version', version));
  return true;
end $$;

drop function gate.invite;

create function gate.invite(
  invitation uuid, link_id text, roles text[], kept text, valid_for interval, renews uuid
) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  if not gate.has_role('administrator') then
    return false;
  end if;
  if renews is not null and not exists (
    select from member m where m.account_id = invite.renews and m.organisation_id = gate.current_organisation() and m.is_revoked
  ) then
    return false;
  end if;
  insert into invitation (id, link_id, organisation_id, roles, made_by, kept, valid_until, renews)
  values (invitation, invite.link_id, gate.current_organisation(), invite.roles, gate.current_account(), invite.kept,
    now() + valid_for, invite.renews);
  perform gate.log('invited', gate.current_organisation(), jsonb_build_object('roles', roles));
  return true;
end $$;

drop function gate.open_invitation;

-- What whoever holds the link may know: which organisation invites, and for what.
create function gate.open_invitation(
  link_id text, out id uuid, out organisation_name text, out roles text[], out is_renewal boolean
)
language sql stable security definer set search_path = public, pg_temp
as $$
  select i.id, o.name, i.roles, i.renews is not null
  from invitation i
  join organisation o on o.id = i.organisation_id
  where i.link_id = $1
    and i.account_id is null
    and i.valid_until > now()
    and o.standing in ('applied', 'active')
$$;

create or replace function gate.answer_invitation(
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
    and i.renews is null
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

-- A member whose keys were lost takes new ones into the same account, and waits to be certified anew.
create function gate.renew_keys(link_id text, bundle text, public_half text, vouched text) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  own uuid := gate.current_account();
  host uuid;
begin
  update invitation i
  set account_id = own, public_half = renew_keys.public_half, vouched = renew_keys.vouched
  where i.link_id = renew_keys.link_id
    and i.account_id is null
    and i.renews = own
    and i.valid_until > now()
  returning i.organisation_id into host;
  if host is null then
    return false;
  end if;
  perform gate.replace_own_bundle(renew_keys.bundle);
  update member m
  set number = null, roles = '{}', is_revoked = false
  where m.account_id = own
    and m.organisation_id = host
    and m.is_revoked;
  perform gate.log('keys_replaced', host, '{}');
  return true;
end $$;

-- What the holder of an organisation's kit needs to begin anew; nothing for a wrong authenticator, which is
-- kept hashed.
create function gate.open_kit(organisation uuid, authenticator text, out kind text, out enrolment_key text, out statement text, out sealed_keys jsonb)
language sql stable security definer set search_path = public, pg_temp
as $$
  select o.kind, o.enrolment_key, o.statement, coalesce(
    (
      select jsonb_agg(jsonb_build_object('key', k.key, 'member', null, 'sealed', k.sealed))
      from sealed_key k
      where k.organisation_id = o.id
        and k.member_number is null
    ),
    '[]')
  from organisation o
  where o.id = organisation
    and o.kit_proof = gate.hashed(authenticator)
    and o.standing in ('applied', 'active')
$$;

-- A new administrator by the kit. False when another statement was faster, or the authenticator is wrong.
create function gate.restore_with_kit(
  organisation uuid, authenticator text, account uuid, sign_in_name text, record text, bundle text,
  previous_version integer, version integer, statement text, members jsonb, sealed_keys jsonb
) returns boolean
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  update organisation o
  set statement = restore_with_kit.statement, statement_version = version
  where o.id = organisation
    and o.kit_proof = gate.hashed(authenticator)
    and o.standing in ('applied', 'active')
    and o.statement_version = previous_version;
  if not found then
    return false;
  end if;
  insert into account (id, sign_in_name, opaque_record, bundle)
  values (account, restore_with_kit.sign_in_name, record, restore_with_kit.bundle);
  insert into member (account_id, organisation_id, roles) values (account, organisation, '{}');
  perform gate.follow_statement(organisation, members, sealed_keys);
  insert into security_log (account_id, organisation_id, event, detail)
  values (account, organisation, 'restored_with_kit', jsonb_build_object('version', version));
  return true;
end $$;

do $$
declare
  door record;
begin
  for door in
    select p.oid::regprocedure as name, p.proname not in ('follow_statement', 'remember_statement', 'replace_own_bundle') as is_door
    from pg_proc p
    where p.pronamespace = 'gate'::regnamespace
      and p.proname in ('is_certified', 'put_sealed_state', 'remember_statement', 'follow_statement', 'replace_own_bundle', 'publish_statement', 'invite', 'open_invitation', 'renew_keys',
        'open_kit', 'restore_with_kit')
  loop
    execute format('alter function %s owner to nrm_definer', door.name);
    execute format('revoke execute on function %s from public', door.name);
    if door.is_door then
      execute format('grant execute on function %s to nrm_portal', door.name);
    end if;
  end loop;
end $$;

-- Down Migration

drop trigger remember_statement on organisation;
drop table sealed_state, past_statement;
drop function gate.is_certified, gate.put_sealed_state, gate.remember_statement, gate.follow_statement,
  gate.replace_own_bundle, gate.publish_statement, gate.invite, gate.open_invitation, gate.renew_keys, gate.open_kit,
  gate.restore_with_kit;
-- Links by which members take new keys are not known before.
delete from invitation where renews is not null;
alter table invitation drop renews, drop is_certified, add unique (account_id);
alter table organisation drop kit_proof;
revoke select (
  id, kind, state_code, sits_in, name, address, standing, enrolment_key, statement, statement_version, made_on
) on organisation from nrm_portal;
grant select on organisation to nrm_portal;
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
create or replace function gate.answer_invitation(
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
do $$
declare
  door text;
begin
  foreach door in array array['publish_statement', 'invite', 'open_invitation'] loop
    execute format('alter function gate.%I owner to nrm_definer', door);
    execute format('revoke execute on function gate.%I from public', door);
    execute format('grant execute on function gate.%I to nrm_portal', door);
  end loop;
end $$;
