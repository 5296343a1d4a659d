/** What several journeys do with pages: sign people in, open a technician's day, look for barriers. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { readStage } from './stage.ts';

export const LOOKS = ['light', 'dark'] as const;

export async function signedIn(browser: Browser, user: string, settings: Parameters<Browser['newContext']>[0]): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'fr-CA', timezoneId: 'America/Toronto', reducedMotion: 'reduce', ...settings });
  const answer = await context.request.post(`${readStage().origin}/v1/session`, { headers: { 'x-gf-client': 'journeys' }, data: { user, password: 'demo' } });
  expect(answer.ok()).toBe(true);
  return context;
}

/**
 * Opens the day of the stage's technician by a link that the dispatcher sends, as he takes it from his phone.
 * @returns the path of the visit that the link is for.
 */
export async function openDay(phone: Page, dispatcher: Page): Promise<string> {
  const { origin, technician } = readStage();
  await dispatcher.goto(`${origin}/ops/board`);
  await expect(dispatcher.locator('[data-test^="row-"]').first()).toBeVisible();
  await dispatcher.getByTestId(`row-${technician.name}`).locator('[data-test^="visit-"]').first().click();
  await dispatcher.getByTestId('visit-link').click();
  await expect(dispatcher.getByText(`Lien envoyé à ${technician.displayName}`).first()).toBeAttached();
  await dispatcher.goto(`${origin}/ops/outbox`);
  // customers are being told of their technicians at the same hour
  await dispatcher.getByRole('button').filter({ hasText: technician.displayName }).first().click();
  await phone.goto((await dispatcher.getByRole('link', { name: /\/j/ }).first().getAttribute('href')) ?? '');
  await expect(phone).toHaveURL(/\/j\/visit\//);
  return new URL(phone.url()).pathname;
}

/** The link to a technician's day as the dispatcher has it sent, without a screen. @param dispatcher a context in which the dispatcher is signed in. */
export async function dayLink({ request }: BrowserContext, technician: string): Promise<string> {
  const { origin } = readStage();
  const { message } = (await (await request.post(`${origin}/otp/tech-link`, { headers: { 'x-gf-client': 'journeys' }, data: { technician } })).json()) as { message: string };
  const { body } = (await (await request.get(`${origin}/v1/outbox/${message}`)).json()) as { body: string };
  return /https?:\/\/\S+/.exec(body)?.[0] ?? '';
}

/** What axe calls serious or critical, with the place it is in. */
export async function barriers(page: Page, look: (typeof LOOKS)[number]): Promise<readonly string[]> {
  // A trial rule of axe compares letter by letter, without the space that the layout puts between a bar's two words; its name holds both.
  const axe = new AxeBuilder({ page }).disableRules(['label-content-name-mismatch']);
  // The dark look changes colours and nothing else.
  const { violations } = await (look === 'dark' ? axe.withRules(['color-contrast']) : axe).analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ target, any }) => `${id}: ${target.join(' ')} ${any[0]?.message ?? ''}`));
}

export const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
