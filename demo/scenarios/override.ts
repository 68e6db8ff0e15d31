import type { Stage } from '../stage.ts';
import { act, answer, askTwo, atWork, BUCHAREST, LABEL, openMatterWith, seeDone, VIENNA } from './asking.ts';
import { goTo } from './pages.ts';
import { labelled } from './referral.ts';
import type { Facts } from './scenarios.ts';

/** A life is in danger and the person cannot be asked: two members tell it without consent, and everybody sees that. */
export async function override(stage: Stage): Promise<Facts> {
  const { node, world } = await stage.node();
  const at = { url: node.url, world };
  const vienna = await atWork(stage, at, 'counselling-at.first');
  const bucharest = await atWork(stage, at, 'counselling-ro.first');

  stage.say('Bucharest has a place');
  await askTwo(stage, vienna);
  await openMatterWith(bucharest, VIENNA);
  await act(bucharest, 'Answer', () => answer(bucharest, 'capacity', 'yes'));

  stage.say('A caseworker in Vienna signs what has to be told without consent; nothing is sent yet');
  await vienna
    .locator('section.card')
    .filter({ hasText: BUCHAREST })
    .getByRole('link', { name: 'Refer to them' })
    .click();
  await vienna.getByText('Tell it without consent').click();
  await vienna.getByLabel('A life is in danger, and the person cannot be asked').check();
  await answer(vienna, 'reason_for_referral', 'reception');
  await vienna.getByLabel(labelled('preferred_name')).fill(`Invented name ${stage.canary}`);
  await vienna.getByRole('button', { name: 'See what they will read' }).click();
  await stage.picture(vienna, 'without-consent');
  await vienna.getByRole('button', { name: 'Sign, and ask a colleague to sign' }).click();
  await vienna.getByText('You have signed it.').waitFor();
  await stage.picture(vienna, 'waits');

  stage.say('A colleague reads it, signs it too, and it goes');
  const colleague = await atWork(stage, at, 'counselling-at.second');
  await goTo(colleague, 'Cases', 'Waits for a second signature');
  await colleague
    .getByRole('region', { name: 'Waits for a second signature' })
    .getByRole('link', { name: LABEL })
    .click();
  await colleague.getByText(`Invented name ${stage.canary}`).waitFor();
  await stage.picture(colleague, 'second-signature');
  await goTo(bucharest, 'Cases', 'Cases');
  const isNothingSent = (await bucharest.getByRole('link', { name: new RegExp(VIENNA) }).count()) === 1;
  await colleague.getByRole('button', { name: 'Sign it too, and send' }).click();
  await colleague.getByRole('button', { name: 'Yes, do it' }).click();
  const referred = bucharest
    .getByRole('listitem')
    .filter({ hasText: 'Referred' })
    .getByRole('link', { name: new RegExp(VIENNA) });
  await referred.click();
  await seeDone(bucharest, 'Referred a matter');
  await bucharest.getByText('Told without consent, because a life was in danger.').waitFor();
  await stage.picture(bucharest, 'told-without-consent');
  await colleague.getByText('You have signed it.').waitFor({ state: 'detached' });
  stage.canaryReadBy.push('counselling-at', 'counselling-ro');

  const found = await stage.searchForSecrets();
  return { isNothingSent, ...found };
}
