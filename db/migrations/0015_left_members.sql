-- Up Migration

-- The day on which a member left: some weeks later nothing that only they could open is kept.
alter table member add revoked_on date;
update member set revoked_on = (now() at time zone 'UTC')::date where is_revoked;
alter table member add check (is_revoked = (revoked_on is not null));

create function gate.note_revocation() returns trigger
language plpgsql
as $$
begin
  new.revoked_on := case when new.is_revoked then coalesce(old.revoked_on, (now() at time zone 'UTC')::date) end;
  return new;
end $$;
alter function gate.note_revocation owner to nrm_definer;
revoke execute on function gate.note_revocation from public;

create trigger note_revocation before update of is_revoked on member for each row execute function gate.note_revocation();

-- Down Migration

drop trigger note_revocation on member;
drop function gate.note_revocation;
alter table member drop revoked_on;
