import { beforeAll, describe, expect, it } from 'vitest';
import { connect, type Database } from '#db/client.ts';
import type { PortalClient } from '#demo/portal-client.ts';
import { newOpaqueSetUp } from '#domain/accounts/opaque-server.ts';
import { PORTAL_ROLE } from '#server/database-accounts.ts';
import { openTestDatabase } from '#tests/support/test-database.ts';
import { castOf } from './cast.ts';
import { nodeWith } from './node-with.ts';

const { sql, address } = openTestDatabase({ as: PORTAL_ROLE });
const node = nodeWith(sql, await newOpaqueSetUp());
const { applied, organisation, contactPoint, colleague } = castOf(node, sql);

async function asOwner<T>(work: (owner: Database) => Promise<T>): Promise<T> {
  const owner = connect(address, { max: 1 });
  return work(owner).finally(() => owner.end());
}

const CONFIRM = `mutation {
  confirmDetails { ... on OwnOrganisation { lastCheckedOn isCheckOverdue } ... on Refusal { code } }
}`;
const SEEN = 'query ($id: ID!) { organisation(id: $id) { lastCheckedOn isCheckOverdue } }';
const OWN = '{ me { organisation { lastCheckedOn isCheckOverdue } } }';

/** The days of the database, by how many they are ago. */
let day: string[];
beforeAll(async () => {
  const days = await sql<{ day: string }[]>`
    select (current_date - ago)::text as day from generate_series(0, 300) as ago order by ago`;
  day = days.map((each) => each.day);
});

const seenBy = async (browser: PortalClient, id: string) => (await browser.ask(SEEN, { id })).data.organisation;
const ownOf = async (browser: PortalClient) => (await browser.ask(OWN)).data.me.organisation;

async function decidedBefore(organisationId: string, days: number): Promise<void> {
  await asOwner(
    (owner) => owner`
      update application set decided_on = current_date - ${days}::integer, check_again_on = current_date + 365 - ${days}::integer
      where organisation_id = ${organisationId}`,
  );
}

describe('the day of the last check', () => {
  it('is that of the decision, until an administrator confirms the details', async () => {
    const [ngo, reader] = [await organisation(), await organisation()];
    await decidedBefore(ngo.organisationId, 100);
    const before = { lastCheckedOn: day[100], isCheckOverdue: false };
    expect(await seenBy(reader, ngo.organisationId)).toEqual(before);
    expect(await ownOf(ngo)).toEqual(before);

    const after = { lastCheckedOn: day[0], isCheckOverdue: false };
    expect(await ngo.change(CONFIRM, {})).toEqual(after);
    expect(await seenBy(reader, ngo.organisationId)).toEqual(after);
    const { organisations } = (await reader.ask('{ organisations { id lastCheckedOn isCheckOverdue } }')).data;
    expect(organisations).toContainEqual({ id: ngo.organisationId, ...after });
    const { events } = (await ngo.ask('{ me { events { event details { name } } } }')).data.me;
    expect(events[0]).toEqual({ event: 'details_confirmed', details: [] });
  });

  it('is that of the yearly check, which nobody confirms away once it is overdue', async () => {
    const contact = await contactPoint('MD');
    const ngo = await organisation({ stateCode: 'MD' });
    await asOwner(
      (owner) => owner`
        update application set decided_on = current_date - 300, check_again_on = current_date + 1
        where organisation_id = ${ngo.organisationId}`,
    );
    expect(await ownOf(ngo)).toEqual({ lastCheckedOn: day[300], isCheckOverdue: false });
    await asOwner(
      (owner) => owner`
        update application set check_again_on = current_date where organisation_id = ${ngo.organisationId}`,
    );
    expect(await ngo.change(CONFIRM, {})).toEqual({ lastCheckedOn: day[0], isCheckOverdue: true });

    await asOwner(
      (owner) => owner`
        update application set confirmed_on = current_date - 200 where organisation_id = ${ngo.organisationId}`,
    );
    const CHECK = `mutation ($id: ID!) {
      checkAgain(organisationId: $id, reason: "Both proofs were checked again.") { __typename }
    }`;
    expect(await contact.change(CHECK, { id: ngo.organisationId })).toEqual({ __typename: 'Checked' });
    expect(await seenBy(contact, ngo.organisationId)).toEqual({ lastCheckedOn: day[0], isCheckOverdue: false });
  });

  it('is that of the newest entry that it stands behind, as long as it does', async () => {
    const contact = await contactPoint('AT');
    const ngo = await organisation({ stateCode: 'AT' });
    await decidedBefore(ngo.organisationId, 100);
    const entries = await sql<{ id: string }[]>`
      select id from entry where state_code = 'AT' and kind in ('HOTLINE', 'SERVICE') order by id limit 2`;
    const [newer, older] = entries.map(({ id }) => id) as [string, string];
    await asOwner(
      (owner) => owner`
        update entry set checked_on = current_date - case when id = ${newer} then 20 else 40 end
        where id in ${owner([newer, older])}`,
    );
    const linking = (change: 'linkEntry' | 'unlinkEntry', entryId: string) =>
      contact.change(
        `mutation ($id: ID!, $entryId: ID!) { ${change}(organisationId: $id, entryId: $entryId) { __typename } }`,
        { id: ngo.organisationId, entryId },
      );
    const dayAfter = async (change: 'linkEntry' | 'unlinkEntry', entryId: string) => {
      expect(await linking(change, entryId)).toEqual({ __typename: 'EntryLink' });
      return (await seenBy(contact, ngo.organisationId)).lastCheckedOn;
    };
    expect(await dayAfter('linkEntry', older)).toBe(day[40]);
    expect(await dayAfter('linkEntry', newer)).toBe(day[20]);
    expect(await dayAfter('unlinkEntry', newer)).toBe(day[40]);
    expect(await dayAfter('unlinkEntry', older)).toBe(day[100]);
  });

  it('is not there for what nobody decided on, and is told to nobody who is not signed in', async () => {
    const [waiting, ngo] = [await applied(), await organisation()];
    expect(await ownOf(waiting)).toEqual({ lastCheckedOn: null, isCheckOverdue: false });
    const { errors } = await node.browser().ask(SEEN, { id: ngo.organisationId });
    expect(errors?.[0].extensions.code).toBe('NOT_SIGNED_IN');
    // Whom everybody may know as active, too.
    expect(await sql`select * from gate.last_check(${ngo.organisationId})`).toEqual([{ day: null, isOverdue: null }]);

    // Active because its State lists it, though nobody on this node decided on it.
    await asOwner(async (owner) => {
      await owner`update organisation set standing = 'active' where id = ${waiting.organisationId}`;
    });
    expect(await seenBy(ngo, waiting.organisationId)).toEqual({ lastCheckedOn: null, isCheckOverdue: true });
  });
});

describe('the details of an organisation', () => {
  it('are confirmed by its own administrators and nobody else', async () => {
    const [ngo, other] = [await organisation(), await organisation()];
    await decidedBefore(ngo.organisationId, 100);
    for (const roles of [['caseworker'], ['supervisor']]) {
      expect(await (await colleague(ngo, roles)).change(CONFIRM, {})).toEqual({ code: 'NOT_ALLOWED' });
    }
    expect(await node.browser().change(CONFIRM, {})).toEqual({ code: 'NOT_SIGNED_IN' });
    expect(await other.change(CONFIRM, {})).toMatchObject({ lastCheckedOn: day[0] });
    expect(await ownOf(ngo)).toMatchObject({ lastCheckedOn: day[100] });
    await expect(sql`update application set confirmed_on = current_date`).rejects.toThrow('permission denied');
  });

  it.each(['applied', 'suspended', 'left'])('are not confirmed while its standing is %s', async (standing) => {
    const ngo = await organisation();
    const { organisationId } = ngo;
    await asOwner((owner) => owner`update organisation set standing = ${standing} where id = ${organisationId}`);
    expect(await ngo.change(CONFIRM, {})).toEqual({ code: 'NOT_ALLOWED' });
    const [kept] = await asOwner(
      (owner) => owner`select confirmed_on from application where organisation_id = ${organisationId}`,
    );
    expect(kept?.confirmedOn).toBeNull();
  });
});

it('no surprise happened on the way', () => {
  expect(node.surprises).toEqual([]);
});
