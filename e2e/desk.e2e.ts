/**
 * What a dispatcher does around the timeline: part of a proposal, somebody who is absent, a failed visit, many visits at once,
 * a named view handed on as a link (R60, M3, F1, F14, F15, F25). On the hub of the whole run.
 */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { expect, now, test } from './journey.ts';
import { readStage } from './stage.ts';

const DESK = { width: 1920, height: 1080 };
const HEADERS = { 'x-gf-client': 'journeys' };

async function openBoard(browser: Browser, query = ''): Promise<Page> {
  const context = await browser.newContext({ viewport: DESK, locale: 'fr-CA', timezoneId: 'America/Toronto', reducedMotion: 'reduce', permissions: [] });
  const { origin } = readStage();
  const answer = await context.request.post(`${origin}/v1/session`, { headers: HEADERS, data: { user: 'repartition@demo.gigafibre.ca', password: 'demo' } });
  expect(answer.ok()).toBe(true);
  const page = await context.newPage();
  await page.goto(`${origin}/ops/board${query}`);
  await expect(page.locator('[data-test^="row-"]').first()).toBeVisible();
  return page;
}

interface Card {
  readonly name: string;
  readonly modified: string;
  readonly status: string;
  readonly crew: readonly { readonly technician: string }[];
  readonly plannedStart: string | null;
}
interface BoardRead {
  readonly visits: readonly Card[];
  readonly unassigned: readonly Card[];
}

/** The day that the board shows, as the hub has it. */
async function boardOf(page: Page, date: string): Promise<BoardRead> {
  return (await (await page.request.get(`${readStage().origin}/v1/board?from=${date}&days=1`, { headers: HEADERS })).json()) as BoardRead;
}
const cardOf = async (page: Page, visit: string): Promise<Card> => (await (await page.request.get(`${readStage().origin}/v1/visits/${visit}`, { headers: HEADERS })).json()) as Card;

async function give(page: Page, type: string, payload: object): Promise<void> {
  const answer = await page.request.post(`${readStage().origin}/v1/commands`, { headers: HEADERS, data: { id: crypto.randomUUID(), type, v: 1, at: now().toISOString(), payload } });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** A coming day of work: what has not begun may still be moved. */
function comingDay(): string {
  const day = now();
  day.setDate(day.getDate() + 1);
  while ([0, 6].includes(day.getDay())) day.setDate(day.getDate() + 1);
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto' }).format(day);
}

/** What axe calls serious in one part of the page; the whole board is read by the journey of accessibility. */
async function barriers(page: Page, part: string): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).include(`[data-test="${part}"]`).disableRules(['label-content-name-mismatch']).analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.slice(0, 2).map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** Chooses so many different visits on the timeline, as people do: Ctrl and a click. */
const chooseBars = async (page: Page, count: number): Promise<readonly string[]> => {
  const bars = page.locator('[data-row] [data-visit]');
  const names: string[] = [];
  for (let at = 0; names.length < count; at += 1) {
    const name = (await bars.nth(at).getAttribute('data-visit')) ?? '';
    if (names.includes(name)) continue;
    await bars.nth(at).click({ modifiers: ['Control'], position: { x: 8, y: 8 } });
    names.push(name);
  }
  return names;
};

test('part of a proposal is accepted, one undo takes it back, and nothing else moved (R60)', async ({ browser }) => {
  const date = comingDay();
  const page = await openBoard(browser, `?date=${date}`);
  await page.getByTestId('propose').click();
  await page.getByLabel('3 s', { exact: true }).check();
  await page.getByTestId('start-run').click();
  const panel = page.getByTestId('proposal');
  await expect(panel.getByTestId('kpis')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByTestId('diff-after').first()).toBeAttached();
  expect.soft(await barriers(page, 'proposal'), 'a proposal').toEqual([]);

  const before = await boardOf(page, date);
  const line = panel.locator('[data-test^="move-"]').first();
  const visit = ((await line.getAttribute('data-test')) ?? '').replace('move-', '');
  const untouched = await cardOf(page, visit);
  await panel.getByTestId(`accept-${visit}`).click();
  await expect(line.getByText('Accepté')).toBeVisible();
  await expect.poll(async () => (await cardOf(page, visit)).modified).not.toBe(untouched.modified);
  const after = await boardOf(page, date);
  const stamps = new Map([...before.visits, ...before.unassigned].map(({ name, modified }) => [name, modified]));
  expect([...after.visits, ...after.unassigned].filter(({ name, modified }) => stamps.get(name) !== modified).map(({ name }) => name)).toEqual([visit]);

  await page.getByTestId('undo').click();
  await expect.poll(async () => {
    const { status, crew, plannedStart } = await cardOf(page, visit);
    return { status, crew, plannedStart };
  }).toEqual({ status: untouched.status, crew: untouched.crew, plannedStart: untouched.plannedStart });
  await page.context().close();
});

test('somebody is absent: his visits go back to the tray, and he may come back (F1)', async ({ browser }) => {
  const date = comingDay();
  const page = await openBoard(browser, `?date=${date}`);
  const { visits } = await boardOf(page, date);
  const alone = visits.find(({ status, crew }) => status === 'planned' && crew.length === 1);
  const technician = alone?.crew[0]?.technician ?? '';
  const hit = visits.filter(({ status, crew }) => (status === 'planned' || status === 'confirmed') && crew.some((member) => member.technician === technician)).map(({ name }) => name);
  await page.locator(`[data-person="${technician}"]`).click();
  await expect(page.getByTestId('technician-panel')).toBeVisible();
  expect.soft(await barriers(page, 'technician-panel'), 'a technician').toEqual([]);
  await page.getByTestId('set-absent').click();
  await page.getByTestId('away-tray').check();
  await page.getByRole('button', { name: 'Noter l’absence' }).click();
  await expect.poll(async () => (await boardOf(page, date)).unassigned.filter(({ name }) => hit.includes(name)).length).toBe(hit.length);
  await expect(page.getByTestId(`row-${technician}`).getByText('Maladie')).toBeVisible();
  await page.getByTestId('undo').click();
  await expect.poll(async () => (await boardOf(page, date)).unassigned.filter(({ name }) => hit.includes(name)).length).toBe(0);
  await page.context().close();
});

test('many visits move at once; the one that somebody else changed meanwhile is refused and says why (F15)', async ({ browser }) => {
  const date = comingDay();
  const page = await openBoard(browser, `?date=${date}&density=compact`);
  const [first = '', second = '', third = ''] = await chooseBars(page, 3);
  await page.getByTestId('bulk-move').click();
  await page.getByTestId('bulk-step').selectOption('30');
  await expect(page.getByTestId('bulk-lines').locator('li')).toHaveCount(3);
  expect.soft(await barriers(page, 'bulk-dialog'), 'a bulk edit').toEqual([]);
  // Somebody else changes the second between the preview and the deed.
  const { modified } = await cardOf(page, second);
  await give(page, 'visit.pin', { visit: second, baseModified: modified });
  const starts = await Promise.all([first, third].map(async (visit) => (await cardOf(page, visit)).plannedStart));
  await page.getByTestId('bulk-apply').click();
  await expect(page.getByTestId('bulk-summary')).toHaveText('2 faits, 1 refusés');
  await expect(page.getByTestId(`bulk-line-${second}`)).toContainText('Refusé');
  await expect(page.getByTestId(`bulk-line-${first}`)).toContainText('Fait');
  await page.getByTestId('bulk-dialog').getByRole('button', { name: 'Fermer' }).last().click();
  await page.getByTestId('undo').click();
  await expect.poll(async () => Promise.all([first, third].map(async (visit) => (await cardOf(page, visit)).plannedStart))).toEqual(starts);
  await page.context().close();
});

test('a failed visit is proposed anew with its next places (F3)', async ({ browser }) => {
  const date = comingDay();
  const page = await openBoard(browser, `?date=${date}`);
  await page.getByTestId('conflicts').click();
  const follow = page.getByTestId('follow-ups');
  await expect(follow).toBeVisible();
  const waiting = (await boardOf(page, date)).unassigned.length;
  await follow.locator('[data-test^="again-"]').first().click();
  const dialog = page.getByTestId('assign-dialog');
  await expect(dialog.locator('[data-test^="placement-"]').first()).toBeVisible();
  await expect(dialog.getByTestId('why')).toBeVisible();
  expect.soft(await barriers(page, 'assign-dialog'), '« Assigner à… »').toEqual([]);
  expect((await boardOf(page, date)).unassigned.length).toBe(waiting + 1);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await boardOf(page, date)).unassigned.length).toBe(waiting);
  await page.context().close();
});

test('a view with a name is found again, and its link opens the same on another screen (F14)', async ({ browser }) => {
  const page = await openBoard(browser);
  await page.getByTestId('filters').click();
  await page.getByTestId('filter-zone').selectOption('Lanaudière');
  await page.keyboard.press('Escape');
  await page.getByTestId('tray-group').click();
  await page.getByTestId('views').click();
  await page.getByTestId('view-name').fill('Lanaudière du matin');
  await page.getByRole('button', { name: 'Garder', exact: true }).click();
  await expect(page.getByTestId('views')).toContainText('Lanaudière du matin');
  const rows = await page.locator('[data-test^="row-"]').count();

  const other = await openBoard(browser, new URL(page.url()).search);
  await expect(other.locator('[data-test^="row-"]')).toHaveCount(rows);
  await expect(other.getByTestId('tray-group')).toHaveAttribute('aria-pressed', 'true');
  expect(rows).toBeLessThan(46);
  // another browser of the same person: the name is there
  await expect(other.getByTestId('views')).toContainText('Lanaudière du matin');
  await other.context().close();
  await page.context().close();
});
