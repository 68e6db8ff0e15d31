import type { Page } from 'playwright-core';
import { ENGLISH, labelOf } from '#casework/forms/labels.ts';
import { signIn } from '../person.ts';
import type { Stage } from '../stage.ts';
import { personIn, type World } from '../world.ts';
import { goTo } from './pages.ts';

export const VIENNA = 'Invented Counselling Centre Vienna';
export const BUCHAREST = 'Invented Counselling Centre Bucharest';
export const GUARDIAN = 'Invented Guardian Office Bucharest';
export const CONTACT_POINT = 'Invented Contact Point of Romania';

/** How the demo calls the matter of its invented person. */
export const LABEL = 'Invented case: a place in Bucharest';

/** As events and states name what is done: nobody who copies a server may learn even that. */
const WHAT_IT_IS = [
  'enquiry_answered',
  'handover_proposed',
  'partly_withdrawn',
  'case_thread',
  'ENQUIRY_SENT',
  'REDIRECTED',
];

/** Somebody at work, in a browser of their own. */
export async function atWork(stage: Stage, at: { url: string; world: World }, name: string): Promise<Page> {
  const page = await stage.browser(name, at.url);
  await signIn(page, personIn(at.world, name));
  return page;
}

/** Vienna asks two organisations of Romania at once for a place; ends on the page of the case. @returns seconds from the first click */
export async function askTwo(stage: Stage, vienna: Page): Promise<number> {
  for (const word of WHAT_IT_IS) stage.keepSecret(word);
  const began = Date.now();
  await goTo(vienna, 'Cases', 'Cases');
  await vienna.getByRole('link', { name: 'Ask organisations whether they can help' }).click();
  await vienna.getByLabel('State', { exact: false }).first().selectOption({ label: 'Romania' });
  for (const name of [BUCHAREST, CONTACT_POINT]) await vienna.getByLabel(name, { exact: false }).check();
  await vienna.getByLabel('Your label for this case').fill(LABEL);
  await answer(vienna, 'priority', 'urgent');
  await answer(vienna, 'service_types', 'shelter_women');
  // Where help is looked for is the State of whoever is asked, unless somebody says otherwise.
  await vienna.getByRole('button', { name: 'Take away Romania' }).waitFor();
  await answer(vienna, 'person_kind', 'adult');
  await answer(vienna, 'languages', 'ro');
  await vienna.getByLabel(field('question')).fill(`Is there a place from Monday? ${stage.canary}`);
  await stage.picture(vienna, 'enquiry');
  await vienna.getByRole('button', { name: 'See what they will read' }).click();
  await stage.picture(vienna, 'enquiry-preview');
  await vienna.getByRole('button', { name: 'Seal and send to 2 organisations' }).click();
  await vienna.getByRole('heading', { name: LABEL }).waitFor();
  await vienna.getByRole('link', { name: CONTACT_POINT }).waitFor();
  return (Date.now() - began) / 1000;
}

/** Opens the only matter with somebody. */
export async function openMatterWith(page: Page, name: string): Promise<void> {
  await goTo(page, 'Cases', 'Cases');
  await page.getByRole('link', { name: new RegExp(name) }).click();
  await page.getByRole('list', { name: 'The way of this matter' }).waitFor();
}

/** Does an act that asks nothing, or whose answers were filled in by `fill`. */
export async function act(page: Page, name: string, fill: () => Promise<void> = async () => {}): Promise<void> {
  const matter = page.getByRole('region', { name: 'Where this matter stands' });
  const button = matter.getByRole('button', { name, exact: true });
  if (!(await button.isVisible())) await matter.getByText('More: withdraw, close, hand over the lead').click();
  await button.click();
  await matter.getByRole('heading', { name, exact: true }).waitFor();
  await fill();
  await matter.getByRole('button', { name, exact: true }).click();
  await matter.getByRole('heading', { name, exact: true }).waitFor({ state: 'detached' });
}

/** Waits until the conversation shows that something was done. */
export async function seeDone(page: Page, done: string): Promise<void> {
  await page.locator('.conversation').getByText(done, { exact: true }).first().waitFor();
}

/** Chooses a code in a field of the form that is shown. */
export async function answer(page: Page, name: string, code: string): Promise<void> {
  // What is offered first is clicked; everything else is chosen from a list.
  const offered = page.getByRole('group', { name: field(name) }).locator(`input[value="${code}"]`);
  const list = page.getByRole('combobox', { name: field(name) }).first();
  await offered.or(list).first().waitFor();
  if ((await offered.count()) > 0) await offered.check();
  else await list.selectOption(code);
}

function field(name: string): RegExp {
  return new RegExp(`^${labelOf(ENGLISH, `field.${name}`)}`);
}
