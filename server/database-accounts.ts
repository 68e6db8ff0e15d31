import { connect, type DatabaseAddress } from '#db/client.ts';
import { PlainFailure } from './plain-failure.ts';

/** What a portal may do, whatever its account is called: see db/migrations/0004_roles.sql. */
export const PORTAL_ROLE = 'nrm_portal';

export const TWO_ACCOUNTS =
  'DATABASE_URL needs an account of its own that owns no table, and DATABASE_MIGRATE_URL the owner: whoever holds the first must not see more than one organisation.';

/** The account that an address names. */
export function accountIn(url: string): string {
  return decodeURIComponent(new URL(url).username);
}

/** Makes the account of `DATABASE_URL` with the password that stands there, when the server has none of that name. */
export async function makePortalAccount(ownerAddress: DatabaseAddress, url: string): Promise<void> {
  const owner = connect(ownerAddress, { max: 1 });
  try {
    const name = accountIn(url);
    const [existing] = await owner`select 1 from pg_roles where rolname = ${name}`;
    if (existing !== undefined) return;
    const password = decodeURIComponent(new URL(url).password);
    const [made] = await owner<{ statement: string }[]>`
      select format('create role %I login password %L', ${name}::text, ${password}::text) as statement`;
    await owner.unsafe(made?.statement ?? '');
  } finally {
    await owner.end();
  }
}

/**
 * Lets the portal's account do what a portal may, and nothing else.
 *
 * @throws PlainFailure when the account could see past row security
 */
export async function letPortalIn(address: DatabaseAddress, ownerAddress: DatabaseAddress): Promise<void> {
  const owner = connect(ownerAddress, { max: 1 });
  try {
    const name = 'url' in address ? accountIn(address.url) : address.user;
    const [account] = await owner<{ sees: boolean }[]>`
      select rolsuper or rolbypassrls or pg_has_role(rolname, relowner, 'member') as sees
      from pg_roles
      cross join pg_class
      where rolname = ${name}
        and pg_class.oid = 'entry'::regclass`;
    if (account?.sees === true) throw new PlainFailure(TWO_ACCOUNTS);
    // The embedded cluster lets in whoever reaches its socket: there the role itself may connect.
    if (name === PORTAL_ROLE) await owner`alter role ${owner(name)} login`;
    else await owner`grant ${owner(PORTAL_ROLE)} to ${owner(name)}`;
  } finally {
    await owner.end();
  }
}
