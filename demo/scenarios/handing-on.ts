import type { Page } from 'playwright-core';
import type { Stage } from '../stage.ts';
import {
  act,
  answer,
  askTwo,
  atWork,
  BUCHAREST,
  CONTACT_POINT,
  LABEL,
  openMatterWith,
  seeDone,
  VIENNA,
} from './asking.ts';
import { goTo } from './pages.ts';
import { refer } from './referral.ts';
import type { Facts } from './scenarios.ts';

/**
 * Two organisations help one person. Whoever leads the case introduces them to each other, hands the case over, and passes on that the person
 * withdrew.
 */
export async function handingOn(stage: Stage): Promise<Facts> {
  const { node, world } = await stage.node();
  const at = { url: node.url, world };
  for (const word of ['lead_offered', 'lead_taken']) stage.keepSecret(word);
  const vienna = await atWork(stage, at, 'counselling-at.first');
  const bucharest = await atWork(stage, at, 'counselling-ro.first');
  const contact = await atWork(stage, at, 'contact-ro.first');

  stage.say('Vienna refers to two organisations, and both help');
  await askTwo(stage, vienna);
  for (const [helper, name] of [
    [bucharest, BUCHAREST],
    [contact, CONTACT_POINT],
  ] as const) {
    await openMatterWith(helper, VIENNA);
    await act(helper, 'Answer', () => answer(helper, 'capacity', 'yes'));
    await toTheCase(vienna);
    await refer(stage, vienna, [], name);
    await seeDone(helper, 'Referred a matter');
    await act(helper, 'Accept');
    await act(helper, 'Say that help has begun');
  }
  stage.canaryReadBy.push('counselling-at', 'counselling-ro', 'contact-ro');

  stage.say('Vienna introduces the two to each other, and they speak directly');
  await toTheCase(vienna);
  await introduce(vienna);
  await stage.picture(vienna, 'introduced');
  await bucharest.getByText('You may write directly to').waitFor();
  await stage.picture(bucharest, 'may-write-directly');
  await bucharest
    .locator('li', { hasText: 'You may write directly to' })
    .getByRole('link', { name: CONTACT_POINT })
    .click();
  await bucharest.getByText('You were introduced by').waitFor();
  // It is a conversation, and nothing of the other matter stays beside it.
  const isAlone = (await bucharest.getByRole('region', { name: 'Where this matter stands' }).count()) === 0;
  await bucharest.getByRole('textbox', { name: 'Message' }).fill(`Who meets the train? ${stage.canary}`);
  await bucharest.getByRole('button', { name: 'Seal and send', exact: true }).click();
  await contact.locator('li', { hasText: 'You may write directly to' }).getByRole('link', { name: BUCHAREST }).click();
  await contact.getByText('Who meets the train?').waitFor();
  await stage.picture(contact, 'introduced-by');

  stage.say('Vienna offers Bucharest the lead of the case, and Bucharest takes it');
  await openMatterWith(vienna, BUCHAREST);
  await act(vienna, 'Offer the lead of the case');
  await openMatterWith(bucharest, VIENNA);
  await seeDone(bucharest, 'Offered the lead of the case');
  await stage.picture(bucharest, 'lead-offered');
  await act(bucharest, 'Take the lead of the case');
  await seeDone(vienna, 'Took the lead of the case');
  await toTheCase(vienna);
  await vienna.getByText('This case is led by').waitFor();
  await stage.picture(vienna, 'led-by-another');
  await introduce(vienna);
  await openMatterWith(contact, VIENNA);
  const knowsLead = await contact
    .locator('li', { hasText: 'leads the case' })
    .first()
    .waitFor()
    .then(() => true);

  stage.say('The person withdraws at the contact point, and Vienna passes it on');
  await act(contact, 'The person withdraws');
  await goTo(vienna, 'Cases', 'The person may have withdrawn');
  await vienna.getByRole('link', { name: LABEL, exact: true }).click();
  const warning = vienna.getByRole('region', { name: 'The person may have withdrawn' });
  await warning.waitFor();
  await stage.picture(vienna, 'to-pass-on');
  await warning.getByRole('button', { name: 'Tell them' }).click();
  await warning.getByRole('button', { name: 'Yes' }).click();
  await warning.waitFor({ state: 'detached' });
  await seeDone(bucharest, 'The person withdrew');
  await stage.picture(bucharest, 'passed-on');

  const found = await stage.searchForSecrets();
  return { isAlone, knowsLead, ...found };
}

async function toTheCase(vienna: Page): Promise<void> {
  await openMatterWith(vienna, BUCHAREST);
  await vienna.getByRole('link', { name: `Your case: ${LABEL}` }).click();
  await vienna.getByRole('heading', { name: LABEL }).waitFor();
}

/** From the page of the case. */
async function introduce(vienna: Page): Promise<void> {
  await vienna.getByText('Introduce two of them to each other').click();
  await vienna.getByLabel('One', { exact: true }).selectOption({ label: BUCHAREST });
  await vienna.getByLabel('The other', { exact: true }).selectOption({ label: CONTACT_POINT });
  await vienna.getByLabel('The person agrees that these two speak with each other.').check();
  await vienna.getByRole('button', { name: 'Introduce them' }).click();
  await vienna.getByText('Both were told.').waitFor();
}
