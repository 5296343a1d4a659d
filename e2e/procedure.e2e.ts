/**
 * A procedure from the office to the basement (R53, F10): an administrator writes, tries and publishes it; a phone that dies at
 * step 5 of 9 goes on at step 5 with its photos and values, and the version it began with; the hub receives each answer once.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import type { FlowStep, FlowTemplate, ProcedureCard } from '../packages/contracts/src/index.ts';
import { startFieldHub } from './field-hub.ts';
import { expect, test } from './journey.ts';
import { barriers, overflow, signedIn } from './pages.ts';
import { openPhone, pullBattery } from './pocket.ts';
import { readStage } from './stage.ts';

const PORT = 9233;
const PHOTO = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const words = (text: string) => ({ fr: text, en: text });
const step = (name: string, kind: FlowStep['kind'], more: Partial<FlowStep> = {}): FlowStep => ({ step: name, label: words(`Étape ${name}`), kind, required: true, unit: '', minimum: null, maximum: null, choices: [], ...more });
const NINE: FlowTemplate = {
  name: 'repair', version: 3, title: words('Réparation'),
  steps: [
    step('safe', 'check'),
    step('tx', 'reading', { unit: 'dBm', minimum: 1.5, maximum: 5 }),
    step('cause', 'choice', { choices: [{ value: 'dirty', label: words('Connecteur sale') }, { value: 'cut', label: words('Câble coupé') }] }),
    step('fault', 'photo', { photos: { least: 2, most: 2, isPair: true }, shownWhen: { match: 'all', tests: [{ step: 'cause', is: 'equals', value: 'cut' }] } }),
    step('rx', 'reading', { unit: 'dBm', minimum: -27, maximum: -8 }),
    step('loss', 'calculated', { unit: 'dB', maximum: 28, formula: { left: { step: 'tx' }, operator: 'minus', right: { step: 'rx' }, decimals: 1 } }),
    step('tidy', 'check'),
    step('after', 'photo'),
    step('remark', 'text', { required: false }),
  ],
};

async function phoneOf(profile: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await openPhone(profile);
  return { context, page: context.pages()[0] ?? (await context.newPage()) };
}
const card = (page: Page, name: string) => page.getByTestId(`step-${name}`);
async function read(page: Page, name: string, keys: string): Promise<void> {
  for (const key of keys) await card(page, name).getByRole('button', { name: key === '-' ? 'Changer le signe' : key === ',' ? 'Virgule' : key, exact: true }).click();
  await card(page, name).getByRole('button', { name: 'Garder', exact: true }).click();
}
const shoot = (page: Page, name: string, slot: string) => card(page, name).getByTestId(`photo-${slot}`).setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: PHOTO });

test('a phone that dies at step 5 of 9 goes on there, in the version it began with, and each answer arrives once (R53, F10)', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'gf-procedure-'));
  const hub = await startFieldHub(PORT, NINE);
  try {
    const before = await phoneOf(profile);
    await before.page.goto(`${hub.url}/j/l/abcd1234efgh`);
    await expect(before.page.getByTestId('next-visit')).toBeVisible();
    await expect(before.page.getByTestId('ready-offline')).toBeVisible({ timeout: 30_000 });
    await hub.close();

    await test.step('four of nine steps without a network', async () => {
      await before.page.getByRole('link', { name: 'Ouvrir l’intervention' }).click();
      await before.page.getByRole('button', { name: 'En route' }).click();
      await before.page.getByRole('button', { name: 'Sur place' }).last().click();
      await card(before.page, 'safe').getByRole('button', { name: 'Fait' }).click();
      await read(before.page, 'tx', '3');
      await card(before.page, 'cause').getByRole('button', { name: 'Câble coupé' }).click();
      await shoot(before.page, 'fault', 'before');
      await expect(card(before.page, 'fault').getByRole('img')).toHaveCount(1);
      await shoot(before.page, 'fault', 'after');
      await expect(before.page.getByTestId('step-progress')).toHaveText('5 de 9');
      await expect(before.page.getByTestId('sync-badge')).toHaveText('7 actions en attente de sync');
      pullBattery(profile);
      await before.context.close().catch(() => undefined);
    });

    const { context, page } = await phoneOf(profile);
    await test.step('reopened, it stands at step 5 with photos and values', async () => {
      await page.goto(`${hub.url}/j/visit/VIS-000001`);
      await expect(page.getByTestId('step-progress')).toHaveText('5 de 9');
      await expect(card(page, 'tx')).toContainText('3 dBm');
      await expect(card(page, 'fault')).toContainText('2 photos gardées');
      await expect(page.getByTestId('sync-badge')).toHaveText('7 actions en attente de sync');
    });
    await test.step('a loss over budget asks for a better reading', async () => {
      await read(page, 'rx', '-26');
      await expect(card(page, 'loss')).toContainText('29');
      await card(page, 'rx').getByRole('button').first().click();
      await card(page, 'rx').getByRole('button', { name: 'Rouvrir' }).click();
      await read(page, 'rx', '-18,2');
      await expect(card(page, 'loss')).toContainText('21,2');
    });
    await test.step('a version published meanwhile is told of, and each answer arrives once', async () => {
      const back = await startFieldHub(PORT, { ...NINE, version: 4, steps: [step('tools', 'check'), ...NINE.steps] });
      await page.reload();
      await expect.poll(() => back.commands.length, { timeout: 30_000 }).toBe(10);
      expect(back.commands.map(({ type }) => type)).toEqual(['visit.depart', 'visit.arrive', ...Array.from({ length: 8 }, () => 'visit.step')]);
      expect(new Set(back.commands.map(({ id }) => id)).size).toBe(10);
      expect(back.photos.size).toBe(1);
      expect(back.commands.slice(1).map(({ payload }) => ('flow' in payload ? payload.flow.version : undefined))).toEqual(Array.from({ length: 9 }, () => 3));
      await context.close();
      await back.close();
    });
  } finally {
    await hub.close().catch(() => undefined);
    rmSync(profile, { recursive: true, force: true });
  }
});

test('an administrator changes a procedure, tries it on the phone beside it, and publishes it as the next version (R53)', async ({ browser }) => {
  const context = await signedIn(browser, 'admin@demo.gigafibre.ca', { viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  const { origin } = readStage();
  const procedure = async (): Promise<ProcedureCard> => (await (await page.request.get(`${origin}/v1/procedures/feasibility`)).json()) as ProcedureCard;
  const before = (await procedure()).published?.version ?? 0;
  await page.goto(`${origin}/ops/procedures`);
  await page.getByRole('link', { name: 'Visite de faisabilité' }).click();
  const preview = page.getByTestId('preview');

  await test.step('the phone beside plays what is written, conditions and all', async () => {
    await expect(preview.getByTestId('step-owner-consent')).toHaveCount(0);
    await preview.getByTestId('step-verdict').getByRole('button').first().click();
    await preview.getByTestId('step-verdict').getByRole('button', { name: 'Aérien possible' }).click();
    await expect(preview.getByTestId('step-owner-consent')).toBeVisible();
  });
  await test.step('a step is added, named, conditioned, carried up by keyboard, undone and redone', async () => {
    await page.getByTestId('row-remarks').getByRole('button').first().click();
    await page.getByTestId('add-step').click();
    const editor = page.getByTestId('step-editor');
    await expect(editor.getByText('Le français manque.')).toBeVisible();
    await editor.getByLabel('Étape (français)').fill('Poteau inspecté');
    await editor.getByLabel('Étape (anglais)').fill('Pole inspected');
    await editor.getByTestId('add-condition').click();
    await editor.getByLabel('Étape précédente').selectOption({ label: 'Verdict' });
    await editor.getByLabel('Réponse attendue').selectOption({ label: 'Aérien possible' });
    await expect(preview.getByText('Poteau inspecté')).toBeVisible();
    await page.getByTestId('row-step-6').getByRole('button').first().press('Alt+ArrowUp');
    await expect(page.getByTestId('step-editor').getByLabel('Étape (français)')).toHaveValue('Poteau inspecté');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+y');
    expect(await barriers(page, 'light')).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });
  await test.step('publishing says what changes, and the version before stays readable', async () => {
    await page.getByTestId('publish').click();
    await expect(page.getByTestId('changes')).toContainText('Étape ajoutée : Poteau inspecté');
    await page.getByTestId('summary').fill('Inspection du poteau');
    await page.getByRole('button', { name: 'Publier', exact: true }).click();
    await expect(page.getByTestId('state')).toHaveText(`Version ${String(before + 1)}`);
    expect(await procedure()).toMatchObject({ published: { version: before + 1 }, draft: null });
    expect((await page.request.get(`${origin}/v1/procedures/feasibility/versions/${String(before)}`)).ok()).toBe(true);
  });
  await test.step('the older version is read, compared, and published again as a new one', async () => {
    await page.getByTestId(`version-${String(before)}`).click();
    const old = page.getByRole('dialog');
    await expect(old.getByTestId('old-steps')).not.toContainText('Poteau inspecté');
    await expect(old.getByTestId('changes')).toContainText('Étape ajoutée : Poteau inspecté');
    expect(await barriers(page, 'light')).toEqual([]);
    await old.getByRole('button', { name: 'Reprendre cette version' }).click();
    await expect(preview.getByText('Poteau inspecté')).toHaveCount(0);
    await page.getByTestId('publish').click();
    await page.getByTestId('summary').fill('Sans l’inspection du poteau');
    await page.getByRole('button', { name: 'Publier', exact: true }).click();
    await expect(page.getByTestId('state')).toHaveText(`Version ${String(before + 2)}`);
    expect((await procedure()).published?.steps.some(({ label }) => label.fr === 'Poteau inspecté')).toBe(false);
  });
  await context.close();
});

test('a procedure is created, given to a kind of job, and retired (R53)', async ({ browser }) => {
  const context = await signedIn(browser, 'admin@demo.gigafibre.ca', { viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  const { origin } = readStage();
  const jobTypes = async (): Promise<readonly string[]> => ((await (await page.request.get(`${origin}/v1/procedures/entretien-du-repartiteur`)).json()) as ProcedureCard).jobTypes.map(({ code }) => code);
  await page.goto(`${origin}/ops/procedures`);
  await page.getByTestId('new-procedure').click();
  await page.getByTestId('title-fr').fill('Entretien du répartiteur');
  await expect(page.getByTestId('code')).toHaveValue('entretien-du-repartiteur');
  await page.getByTestId('title-en').fill('Splitter maintenance');
  await page.getByTestId('title-en').press('Enter');
  await expect(page).toHaveURL(/procedures\/entretien-du-repartiteur$/);
  await expect(page.getByTestId('state')).toContainText('Jamais publiée');

  await page.getByTestId('type-splitter-maintenance').check();
  await page.getByTestId('assign').click();
  await expect.poll(jobTypes).toEqual(['splitter-maintenance']);
  expect(await barriers(page, 'light')).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  page.once('dialog', (sure) => void sure.accept());
  await page.getByTestId('retire').click();
  await expect(page.getByTestId('retired')).toBeVisible();
  expect(await jobTypes()).toEqual([]);
  await context.close();
});
