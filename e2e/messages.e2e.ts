/**
 * Who writes to whom (R26, F5, M13, R65): a customer texts, somebody answers, STOP closes the door; a sentence is changed and
 * seen before anybody reads it; a kept message is let go by two people. The customer is played by the sandbox, signed as Twilio signs.
 */
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { barriers, overflow, signedIn } from './pages.ts';
import { readStage } from './stage.ts';

const DESK = { viewport: { width: 1366, height: 768 } };
const STRANGER = '+15145550142';
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

  await test.step('a stranger’s number is given to a customer by hand', async () => {
    await texts(agathe, STRANGER, 'C’est moi, de mon autre téléphone');
    await conversation(agathe, STRANGER).click();
    await agathe.getByRole('button', { name: 'À quel client ?' }).click();
    await agathe.getByRole('dialog').getByLabel('Chercher').fill(customer.name);
    await agathe.getByRole('dialog').getByRole('button', { name: customer.name }).first().click();
    await expect(conversation(agathe, STRANGER)).toContainText(customer.name);
  });

  const admin = await desk('admin@demo.gigafibre.ca');
  await test.step('a sentence is changed, seen as a customer would read it, kept from leaving while it has a fault, and published', async () => {
    await admin.goto(`${origin}/ops/messages/templates`);
    await admin.getByTestId('template-visit-done').click();
    const french = admin.getByLabel('Français');
    await french.fill('Gigafibre : terminé chez vous, {{ prenom }}.');
    await expect(admin.getByText('champ inconnu : prenom')).toBeVisible();
    await french.fill('Gigafibre : tout est en ordre chez vous. Une question? {{ phone }}');
    await expect(admin.getByTestId('sample-fr')).toContainText('tout est en ordre chez vous. Une question? 450');
    await expect(admin.getByText('Rien à redire.').or(admin.getByText('les deux langues'))).toBeVisible();
    await admin.getByRole('button', { name: 'Garder cette version' }).click();
    await admin.getByRole('button', { name: 'Publier' }).first().click();
    await expect(admin.getByText('version 1').first()).toBeVisible();
    await expect(admin.getByTestId('template-visit-done')).toContainText('tout est en ordre');
  });

  await test.step('a kept message is let go by two people, never by one', async () => {
    const remi = await desk('repartition@demo.gigafibre.ca');
    const answer = await agathe.request.get(`${origin}/v1/sandbox/messages?to=${encodeURIComponent(customer.phone)}`);
    const { messages } = (await answer.json()) as { messages: readonly { id: string; template: string }[] };
    const { id = '' } = messages.find(({ template }) => template === 'reply') ?? {};
    const shown = `${origin}/ops/outbox?message=${id}`;
    await agathe.goto(shown);
    await agathe.getByLabel('Pourquoi le libérer ?').fill('le client attend une réponse');
    await agathe.getByRole('button', { name: 'Demander' }).click();
    await expect(agathe.getByText('Une autre personne que vous doit le libérer.')).toBeVisible();
    await expect(agathe.getByRole('button', { name: 'Libérer le message' })).toBeHidden();
    await remi.goto(shown);
    await remi.getByRole('button', { name: 'Libérer le message' }).click();
    await expect(remi.getByText('libéré par Rémi Lavoie')).toBeVisible();
    await expect(agathe.getByText('libéré par Rémi Lavoie')).toBeVisible();
  });

  await test.step('every one of these pages can be read by everybody, on a desk and on a phone', async () => {
    for (const path of [`/ops/messages?with=${encodeURIComponent(customer.phone)}`, '/ops/messages/templates?name=visit-survey', '/ops/outbox/notices', '/ops/outbox/registration']) {
      await admin.setViewportSize(DESK.viewport);
      await admin.goto(`${origin}${path}`);
      await expect(admin.locator('main h1')).toBeVisible();
      await expect(admin.locator('.gf-bone')).toHaveCount(0);
      expect([path, await barriers(admin, 'light')]).toEqual([path, []]);
      await admin.setViewportSize({ width: 390, height: 844 });
      expect([path, await overflow(admin)]).toEqual([path, 0]);
    }
  });
  for (const context of people) await context.close();
});
