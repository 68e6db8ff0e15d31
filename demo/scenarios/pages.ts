import type { Page } from 'playwright-core';

/** Follows a link of the navigation, and waits for a heading of the page behind it. */
export async function goTo(page: Page, link: string, heading: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: link, exact: true }).click();
  await page.getByRole('heading', { name: heading }).first().waitFor();
}

/** Opens the page of an organisation by its name. */
export async function openOrganisationNamed(page: Page, name: string): Promise<void> {
  await goTo(page, 'Organisations', 'Organisations');
  await page.getByLabel('Part of the name or address').fill(name);
  await page.getByRole('button', { name: 'Look up' }).click();
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { name }).waitFor();
}
