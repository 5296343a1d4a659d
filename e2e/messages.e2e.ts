/**
 * Who writes to whom (R26): a customer texts, somebody answers, STOP closes the door. The customer is played by the sandbox,
 * signed as Twilio signs.
 */
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from './journey.ts';
import { signedIn } from './pages.ts';
import { readStage } from './stage.ts';

const DESK = { viewport: { width: 1366, height: 768 } };
const HEADERS = { 'x-gf-client': 'journeys' };

const texts = async (page: Page, to: string, text: string): Promise<void> => {
  const answer = await page.request.post(`${readStage().origin}/v1/sandbox/replies`, { headers: HEADERS, data: { to, text } });
  expect(answer.status()).toBe(204);
};
const conversation = (page: Page, number: string) => page.getByTestId(`conversation-${number}`);

test('a customer and the office write to each other', async ({ browser }) => {
  test.setTimeout(150_000);
  const { origin, customer } = readStage();
  const people: BrowserContext[] = [];
  const desk = async (user: string): Promise<Page> => {
    const context = await signedIn(browser, user, DESK);
    people.push(context);
    return context.newPage();
  };
  const agathe = await desk('agent@demo.gigafibre.ca');

  await test.step('what a customer texts arrives by itself, under his name, unread and waiting', async () => {
    await agathe.goto(`${origin}/ops/messages`);
    await expect(agathe.getByRole('heading', { level: 1 })).toContainText('Messages');
    await texts(agathe, customer.phone, 'Bonjour, à quelle heure passez-vous?');
    const row = conversation(agathe, customer.phone);
    await expect(row).toContainText(customer.name);
    await expect(row).toContainText('1 non lu');
    await expect(row).toContainText('attend depuis');
  });

  await test.step('it is answered, counted while typed, and its fate is told in words', async () => {
    await conversation(agathe, customer.phone).click();
    const thread = agathe.getByRole('log');
    await expect(thread).toContainText('à quelle heure passez-vous?');
    await expect(conversation(agathe, customer.phone)).not.toContainText('non lu');
    const box = agathe.getByLabel('Votre réponse');
    await box.fill('Bonjour! Nous passons à 8 h. 😀');
    await expect(agathe.getByText('1 segment, environ 0,02 $')).toBeVisible();
    await expect(agathe.getByText('raccourcit les segments')).toBeVisible();
    await box.fill('Bonjour! Nous passons à 8 h.');
    await box.press('Control+Enter');
    await expect(thread).toContainText('Nous passons à 8 h.');
    await expect(thread).toContainText('Retenu');
    await expect(box).toHaveValue('');
    await expect(conversation(agathe, customer.phone)).not.toContainText('attend');
  });

  await test.step('the same thread is on the customer’s page', async () => {
    await agathe.goto(`${origin}/ops/customers/${encodeURIComponent(customer.name)}`);
    await expect(agathe.getByRole('log')).toContainText('Nous passons à 8 h.');
  });

  await test.step('ARRÊT is confirmed in French, and closes the box', async () => {
    await texts(agathe, customer.phone, 'Arrêt svp');
    await agathe.goto(`${origin}/ops/messages?with=${encodeURIComponent(customer.phone)}`);
    await expect(agathe.getByRole('log')).toContainText('vous ne recevrez plus de textos');
    await expect(agathe.getByText('aucun texto ne peut lui être envoyé')).toBeVisible();
    await expect(agathe.getByLabel('Votre réponse')).toBeHidden();
    await texts(agathe, customer.phone, 'DEBUT');
    await expect(agathe.getByLabel('Votre réponse')).toBeVisible();
  });

  for (const context of people) await context.close();
});
