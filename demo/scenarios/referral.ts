import type { Page } from 'playwright-core';
import type { Scope } from '#casework/consent/scopes.ts';
import { ENGLISH, labelOf } from '#casework/forms/labels.ts';
import type { Stage } from '../stage.ts';
import { act, answer, askTwo, atWork, BUCHAREST, openMatterWith, seeDone, VIENNA } from './asking.ts';
import type { Facts } from './scenarios.ts';

/**
 * After an answer to an enquiry a person's matter goes across the border under a written consent, step by step until help has begun. What was
 * not agreed to stays at home.
 */
export async function referral(stage: Stage): Promise<Facts> {
  const { node, world } = await stage.node();
  const at = { url: node.url, world };
  const vienna = await atWork(stage, at, 'counselling-at.first');
  const bucharest = await atWork(stage, at, 'counselling-ro.first');

  stage.say('Vienna asks, and Bucharest has a place');
  await askTwo(stage, vienna);
  await openMatterWith(bucharest, VIENNA);
  await act(bucharest, 'Answer', () => answer(bucharest, 'capacity', 'yes'));

  stage.say('Vienna keeps an assessment with the case');
  await assess(stage, vienna);

  stage.say('The person agrees to some of it, and Vienna refers');
  await refer(stage, vienna, ['share_assessment_a9']);
  const isRiskKept = (await bucharest.getByText('Invented risk').count()) === 0;
  await seeDone(bucharest, 'Referred a matter');
  await bucharest.getByText(`Invented name ${stage.canary}`).waitFor();
  await bucharest.getByText('Invented wish').waitFor();
  const isDangerKept = (await bucharest.getByText(labelOf(ENGLISH, 'field.in_danger')).count()) === 0;
  stage.canaryReadBy.push('counselling-ro');
  await stage.picture(bucharest, 'referral-received');

  stage.say('Bucharest takes it up, asks back, and accepts');
  await act(bucharest, 'Take it up', () => bucharest.getByLabel(labelled('role')).fill('Duty officer'));
  await act(bucharest, 'Ask back', async () => {
    await bucharest.getByLabel(labelled('asked')).fill('Is a lift needed?');
    await bucharest.getByLabel(labelled('purpose')).fill('To choose the right house.');
  });
  await seeDone(vienna, 'Asked back');
  await stage.picture(vienna, 'asked-back');
  await act(vienna, 'Answer the question', () => vienna.getByLabel(labelled('note')).fill('No.'));
  await seeDone(bucharest, 'Answered the question');
  await act(bucharest, 'Accept', () => bucharest.getByLabel(labelled('conditions')).fill('From Monday.'));

  stage.say('They agree on a handover and confirm it; help begins');
  await seeDone(vienna, 'Accepted');
  await act(vienna, 'Propose a handover', async () => {
    await vienna.getByLabel(labelled('at')).fill(inADay());
    await vienna.getByLabel(labelled('meeting_place')).fill('Invented railway station, main hall');
    await vienna.getByLabel(labelled('sign')).fill('A green folder');
  });
  await seeDone(bucharest, 'Proposed a handover');
  await stage.picture(bucharest, 'handover-proposed');
  await act(bucharest, 'Agree to the handover');
  await seeDone(vienna, 'Agreed to the handover');
  await act(vienna, 'Confirm that the handover took place');
  await seeDone(bucharest, 'Confirmed the handover');
  await act(bucharest, 'Confirm that the handover took place');
  await act(bucharest, 'Say that help has begun');
  await seeDone(vienna, 'Help has begun');
  await stage.picture(vienna, 'help-has-begun');
  const hasBegun = (await vienna.locator('[aria-current=step]').textContent()) === 'Help has begun';
  stage.canaryReadBy.push('counselling-at');

  stage.say('Vienna sees who was told what');
  await vienna.getByRole('link', { name: /^Your case/ }).click();
  await vienna.getByRole('heading', { name: 'Who was told what' }).waitFor();
  await stage.picture(vienna, 'case');
  const isToldListed = (await vienna.getByText(labelOf(ENGLISH, 'scope.share_profile')).count()) > 0;

  stage.say('The person takes back a part, and gets a copy in French');
  await vienna.getByText('The person takes back a part of it').click();
  await vienna.getByRole('checkbox', { name: labelOf(ENGLISH, 'scope.share_profile') }).check();
  await vienna.getByRole('button', { name: 'Take it back' }).click();
  await vienna.getByRole('button', { name: 'Yes' }).click();
  await bucharest.getByText('A part of it is not shown any more').first().waitFor();
  const isNameGone = (await bucharest.getByText(`Invented name ${stage.canary}`).count()) === 0;
  await stage.picture(bucharest, 'taken-back-in-part');
  await vienna.getByRole('link', { name: 'Copy for the person' }).click();
  await vienna.getByLabel('Language of the copy').selectOption('fr');
  await vienna.getByRole('heading', { name: 'Ce que vous avez accepté' }).waitFor();
  await stage.picture(vienna, 'copy-for-the-person');

  const found = await stage.searchForSecrets();
  return {
    isRiskKept,
    isDangerKept,
    isNameGone,
    hasBegun,
    isToldListed,
    ...found,
  };
}

/** From the page of the case and back to it, with a wish and a danger. */
async function assess(stage: Stage, vienna: Page): Promise<void> {
  await vienna.getByRole('link', { name: 'Begin an assessment' }).click();
  await vienna.getByText(labelOf(ENGLISH, 'section.A.a0')).click();
  await vienna.getByLabel(labelled('held_on')).fill(inADay().slice(0, 10));
  await answer(vienna, 'language_used', 'ro');
  await answer(vienna, 'contact_is_safe', 'yes');
  await vienna.getByText(labelOf(ENGLISH, 'section.A.a1')).click();
  await answer(vienna, 'in_danger', 'yes');
  await vienna.getByText(labelOf(ENGLISH, 'section.A.a9')).click();
  await vienna.getByLabel(labelled('wishes')).fill('Invented wish');
  await stage.picture(vienna, 'assessment');
  await vienna.getByRole('button', { name: 'Keep with the case' }).click();
  await vienna.getByRole('link', { name: 'The assessment' }).waitFor();
}

/** From the page of the case, to somebody who was asked, with a consent for name and request, and a risk to which nobody agreed. */
export async function refer(stage: Stage, vienna: Page, more: readonly Scope[] = [], name = BUCHAREST): Promise<void> {
  const card = vienna.locator('section.card').filter({ hasText: name });
  await card.getByRole('link', { name: 'Refer to them' }).click();
  const consent = vienna.getByRole('group', { name: /may learn/ });
  for (const scope of ['contact_receiver_anonymously', 'share_profile', 'feedback_to_sender', ...more]) {
    await consent.getByLabel(labelOf(ENGLISH, `scope.${scope}`)).check();
  }
  await consent.getByLabel('What it is for, as you said it').fill('So that they keep a place.');
  await consent.getByLabel('Explained in').selectOption('ro');
  await consent.getByLabel('Given by').selectOption('person');
  await consent.getByLabel('How', { exact: true }).selectOption('written');
  await vienna.getByText('Filled in with what you asked before').waitFor();
  await answer(vienna, 'reason_for_referral', 'reception');
  await vienna.getByLabel(labelled('preferred_name')).fill(`Invented name ${stage.canary}`);
  await vienna.getByText(`${labelOf(ENGLISH, 'section.F2.risk')}: not agreed`).click();
  await vienna.getByLabel(labelled('do_not_contact')).fill('Invented risk');
  await stage.picture(vienna, 'referral');
  await vienna.getByRole('button', { name: 'See what they will read' }).click();
  await vienna.getByText('Not sent, because the person has not agreed to it').waitFor();
  await stage.picture(vienna, 'referral-preview');
  await vienna.getByRole('button', { name: 'Seal and send', exact: true }).click();
  await seeDone(vienna, 'Referred a matter');
}

/** A field by its label, which may say that it is optional. */
export function labelled(field: string): RegExp {
  const label = labelOf(ENGLISH, `field.${field}`).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${label}( \\(optional\\))?$`);
}

/** As a browser's field for day and time takes it. */
function inADay(): string {
  return new Date(Date.now() + 86_400_000).toISOString().slice(0, 16);
}
