import type { Stage } from '../stage.ts';
import { act, answer, askTwo, atWork, BUCHAREST, GUARDIAN, LABEL, openMatterWith, VIENNA } from './asking.ts';
import { goTo } from './pages.ts';
import type { Facts } from './scenarios.ts';

/** A caseworker asks two organisations at once, without a name; both answer, and she sees the answers side by side. */
export async function enquiry(stage: Stage): Promise<Facts> {
  const { node, world } = await stage.node();
  const at = { url: node.url, world };

  stage.say('A caseworker in Vienna asks two organisations in Romania at once');
  const vienna = await atWork(stage, at, 'counselling-at.first');
  const askSeconds = await askTwo(stage, vienna);
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
  await stage.picture(bucharest, 'answered');
  stage.canaryReadBy.push('counselling-ro');

  stage.say('The guardian’s office cannot help');
  const guardian = await atWork(stage, at, 'guardian-ro.first');
  await openMatterWith(guardian, VIENNA);
  await act(guardian, 'Answer', async () => {
    await answer(guardian, 'capacity', 'no');
    await answer(guardian, 'reason_code', 'out_of_mandate');
  });
  stage.canaryReadBy.push('guardian-ro');

  stage.say('Vienna sees both answers side by side, without loading anything anew');
  await vienna.getByText('Answered', { exact: true }).nth(1).waitFor();
  await stage.picture(vienna, 'side-by-side');
  const isSideBySide =
    (await vienna.getByRole('link', { name: BUCHAREST }).count()) === 1 &&
    (await vienna.getByRole('link', { name: GUARDIAN }).count()) === 1;
  await goTo(vienna, 'Cases', 'Your turn (2)');
  await stage.picture(vienna, 'cases-of-vienna');
  const isLabelOurs = (await bucharest.getByText(LABEL).count()) === 0;
  stage.canaryReadBy.push('counselling-at');

  const found = await stage.searchForSecrets();
  return {
    askSeconds,
    isSideBySide,
    isLabelOurs,
    ...found,
  };
}
