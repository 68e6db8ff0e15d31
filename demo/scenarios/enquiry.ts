import type { Locator } from 'playwright-core';
import type { Stage } from '../stage.ts';
import {
  act,
  answer,
  askTwo,
  atWork,
  BUCHAREST,
  CONTACT_POINT,
  GUARDIAN,
  LABEL,
  openMatterWith,
  VIENNA,
} from './asking.ts';
import { goTo } from './pages.ts';
import type { Facts } from './scenarios.ts';

/**
 * A caseworker asks two organisations at once, without a name. One answers; the contact point passes it on, and she asks the one that it names
 * without typing anything again. She sees the answers side by side.
 */
export async function enquiry(stage: Stage): Promise<Facts> {
  const { node, world } = await stage.node();
  const at = { url: node.url, world };

  stage.say('A caseworker in Vienna asks two organisations in Romania at once');
  const vienna = await atWork(stage, at, 'counselling-at.first');
  const askSeconds = await askTwo(stage, vienna);
  const isSeenAsSent = await isInView(vienna.getByText('Sent to 2 organisations'));
  await stage.picture(vienna, 'asked');

  stage.say('Bucharest sees whose turn it is and by when, and answers');
  const bucharest = await atWork(stage, at, 'counselling-ro.first');
  await goTo(bucharest, 'Cases', 'Your turn (1)');
  await stage.picture(bucharest, 'cases');
  await openMatterWith(bucharest, VIENNA);
  await stage.picture(bucharest, 'enquiry-received');
  await act(bucharest, 'Answer', async () => {
    await answer(bucharest, 'capacity', 'yes');
    await stage.picture(bucharest, 'answering');
  });
  const isSeenAsAnswered = await isInView(bucharest.getByText('Sent: Answered'));
  await stage.picture(bucharest, 'answered');
  stage.canaryReadBy.push('counselling-ro');

  stage.say('The contact point of Romania sees that nobody has taken it, and passes it on from its list');
  const contact = await atWork(stage, at, 'contact-ro.first');
  await goTo(contact, 'Cases', 'Nobody here has taken these (1)');
  await contact.getByText('Name who should be asked', { exact: true }).click();
  await contact.getByLabel(GUARDIAN, { exact: false }).check();
  await stage.picture(contact, 'passing-on');
  await contact.getByRole('button', { name: 'Name who should be asked', exact: true }).click();
  await contact.getByRole('heading', { name: 'You named somebody else; not closed yet (1)' }).waitFor();
  stage.canaryReadBy.push('contact-ro');

  stage.say('Vienna asks the guardian’s office the same, without typing it again');
  const askedThem = vienna.getByRole('link', { name: 'Ask them the same' });
  await askedThem.waitFor();
  await stage.picture(vienna, 'passed-on');
  await askedThem.click();
  await vienna.getByText('Filled in with what you asked before').waitFor();
  await vienna.getByRole('button', { name: 'See what they will read' }).click();
  await vienna.getByRole('button', { name: 'Seal and send', exact: true }).click();
  await vienna.getByRole('link', { name: GUARDIAN }).waitFor();

  stage.say('The guardian’s office cannot help');
  const guardian = await atWork(stage, at, 'guardian-ro.first');
  await openMatterWith(guardian, VIENNA);
  await act(guardian, 'Answer', async () => {
    await answer(guardian, 'capacity', 'no');
    await answer(guardian, 'reason_code', 'out_of_mandate');
  });
  stage.canaryReadBy.push('guardian-ro');

  stage.say('Vienna sees all answers side by side, without loading anything anew');
  await vienna.getByText('Answered', { exact: true }).nth(1).waitFor();
  await stage.picture(vienna, 'side-by-side');
  const names = [BUCHAREST, CONTACT_POINT, GUARDIAN];
  const counts = await Promise.all(names.map((name) => vienna.getByRole('link', { name }).count()));
  const isSideBySide = counts.every((count) => count === 1);
  await goTo(vienna, 'Cases', 'Your turn (3)');
  await stage.picture(vienna, 'cases-of-vienna');
  const isLabelOurs = (await bucharest.getByText(LABEL).count()) === 0;
  stage.canaryReadBy.push('counselling-at');

  const found = await stage.searchForSecrets();
  return {
    askSeconds,
    isSeenAsSent,
    isSeenAsAnswered,
    isSideBySide,
    isLabelOurs,
    ...found,
  };
}

/** Whether somebody sees it without scrolling. */
async function isInView(what: Locator): Promise<boolean> {
  const [box, height] = await Promise.all([what.boundingBox(), what.page().evaluate(() => innerHeight)]);
  return box !== null && box.y >= 0 && box.y + box.height <= height;
}
