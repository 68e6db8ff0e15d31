import type { Stage } from '../stage.ts';
import { act, answer, askTwo, atWork, openMatterWith, seeDone, VIENNA } from './asking.ts';
import { labelled, refer } from './referral.ts';
import type { Facts } from './scenarios.ts';

/** A person withdraws while the other side is accepting: the withdrawal counts, and the other side says what it removed. */
export async function withdrawal(stage: Stage): Promise<Facts> {
  const { node, world } = await stage.node();
  const at = { url: node.url, world };
  const vienna = await atWork(stage, at, 'counselling-at.first');
  const bucharest = await atWork(stage, at, 'counselling-ro.first');

  stage.say('A matter is referred');
  await askTwo(stage, vienna);
  await openMatterWith(bucharest, VIENNA);
  await act(bucharest, 'Answer', () => answer(bucharest, 'capacity', 'yes'));
  await refer(stage, vienna);
  await bucharest.getByText(`Invented name ${stage.canary}`).waitFor();
  stage.canaryReadBy.push('counselling-ro', 'counselling-at');

  stage.say('The person withdraws while Bucharest, which has not heard of it, accepts');
  await bucharest.context().setOffline(true);
  const accepting = act(bucharest, 'Accept');
  await act(vienna, 'The person withdraws');
  await stage.picture(vienna, 'withdrawn');
  await bucharest.context().setOffline(false);
  await accepting;
  await seeDone(bucharest, 'The person withdrew');
  await bucharest.getByText('Overtaken').waitFor();
  await stage.picture(bucharest, 'withdrawn-meanwhile');
  const isOwed = (await bucharest.getByText('say what was removed by').count()) === 1;

  stage.say('Bucharest says what it removed, and both sides see the same');
  await act(bucharest, 'Say what was removed', () =>
    bucharest.getByLabel(labelled('removed')).fill('Everything, the note in the calendar too.'),
  );
  await vienna.getByText('Everything, the note in the calendar too.').waitFor();
  await stage.picture(vienna, 'removed');
  const stands = await Promise.all(
    [vienna, bucharest].map((page) => page.locator('[aria-current=step]').textContent()),
  );

  const found = await stage.searchForSecrets();
  return {
    isOwed,
    areBothWithdrawn: stands.every((text) => text === 'Withdrawn by the person'),
    ...found,
  };
}
