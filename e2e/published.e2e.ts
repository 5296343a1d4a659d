/**
 * A procedure is published while a technician is at work: the visit he has begun goes on in its version, without signal and after;
 * the next one begins with the new version (R53). On the hub of the whole run.
 */
import type { APIRequestContext } from '@playwright/test';
import type { CommandAnswer, Day, FlowStep, ProcedureCard, ProcedureSummaries } from '../packages/contracts/src/index.ts';
import { expect, now, test } from './journey.ts';
import { dayLink, signedIn } from './pages.ts';
import { readStage } from './stage.ts';

const HEADERS = { 'x-gf-client': 'journeys' };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
const ADDED: FlowStep = { step: 'added-meanwhile', label: { fr: 'Échelle inspectée', en: 'Ladder inspected' }, kind: 'check', required: true, unit: '', minimum: null, maximum: null, choices: [] };

async function get<Body>(request: APIRequestContext, path: string): Promise<Body> {
  const answer = await request.get(`${readStage().origin}${path}`);
  expect(answer.ok(), `${path}: ${String(answer.status())}`).toBe(true);
  return (await answer.json()) as Body;
}
async function give(request: APIRequestContext, type: string, payload: object): Promise<CommandAnswer> {
  const answer = await request.post(`${readStage().origin}/v1/commands`, { headers: HEADERS, data: { id: crypto.randomUUID(), type, v: 1, at: now().toISOString(), payload } });
  expect(answer.ok(), `${type}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as CommandAnswer;
}
const listed = async (request: APIRequestContext, doctype: string, fields: readonly string[], filters: readonly unknown[]): Promise<readonly Record<string, string>[]> =>
  (await get<{ data: Record<string, string>[] }>(request, `/api/resource/${encodeURIComponent(doctype)}?${new URLSearchParams({ fields: JSON.stringify(fields), filters: JSON.stringify(filters), order_by: 'name desc', limit_page_length: '60' }).toString()}`)).data;

/** A published procedure that begins with something to check, and one of its job types. */
async function findProcedure(admin: APIRequestContext): Promise<{ readonly name: string; readonly jobType: string; readonly first: string }> {
  for (const { name, version, jobTypes, state } of (await get<ProcedureSummaries>(admin, '/v1/procedures')).procedures) {
    const [jobType] = jobTypes;
    if (version === 0 || jobType === undefined || state !== 'published' || name === 'feasibility') continue;
    const [first] = (await get<ProcedureCard>(admin, `/v1/procedures/${name}`)).published?.steps ?? [];
    if (first?.kind === 'check') return { name, jobType: jobType.code, first: first.step };
  }
  throw new Error('The demo has no procedure that begins with something to check');
}

/** Two visits of one kind for somebody who has nothing else to do. */
async function planTwo(desk: APIRequestContext, jobType: string): Promise<{ readonly technician: string; readonly visits: readonly [string, string] }> {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto' }).format(now());
  const { visits: planned } = await get<{ visits: { crew: { technician: string }[] }[] }>(desk, `/v1/board?from=${today}`);
  const busy = new Set(planned.flatMap(({ crew }) => crew.map(({ technician }) => technician)));
  const technician = (await listed(desk, 'Dispatch Technician', ['name'], [])).map(({ name = '' }) => name).find((name) => !busy.has(name)) ?? '';
  const places = await listed(desk, 'Service Location', ['name', 'customer'], [['status', '=', 'Active'], ['zone', '=', 'Haut-Richelieu']]);
  const visits: string[] = [];
  for (const [index, place] of places.slice(0, 2).entries()) {
    const job = await give(desk, 'job.create', { customer: place['customer'], serviceLocation: place['name'], jobType, subject: `Version ${String(index + 1)}`, durationMinutes: 60, priority: 'Low', requiredSkills: [], crewSize: 1, despiteDuplicate: true });
    const [visit] = await listed(desk, 'Dispatch Visit', ['name'], [['job', '=', job.subject.name]]);
    const name = visit?.['name'] ?? '';
    const { modified } = await get<{ modified: string }>(desk, `/v1/visits/${name}`);
    const plannedStart = new Date(now().getTime() + (index + 1) * 2 * 3_600_000).toISOString().replace(/\.\d+/, '');
    await give(desk, 'visit.plan', { visit: name, baseModified: modified, crew: [{ technician, role: 'lead' }], plannedStart, durationMinutes: 60 });
    visits.push(name);
  }
  return { technician, visits: [visits[0] ?? '', visits[1] ?? ''] };
}

test('a technician stays on the version he began with while an administrator publishes the next; his next visit takes that one (R53)', async ({ browser }) => {
  const { origin } = readStage();
  const [desk, admin, phone] = await Promise.all([signedIn(browser, 'repartition@demo.gigafibre.ca', {}), signedIn(browser, 'admin@demo.gigafibre.ca', {}), browser.newContext(PHONE)]);
  const procedure = await findProcedure(admin.request);
  const { technician, visits: [begun, next] } = await planTwo(desk.request, procedure.jobType);
  const page = await phone.newPage();
  await page.goto(await dayLink(desk, technician));
  await expect(page.getByTestId('ready-offline')).toBeVisible({ timeout: 60_000 });
  const flowOf = async (visit: string) => (await get<Day>(page.request, '/v1/day')).visits.find((each) => each.visit.name === visit)?.flow?.version;
  const before = await flowOf(begun);

  await test.step('he begins the first visit', async () => {
    await page.goto(`${origin}/j/visit/${begun}`);
    await page.getByRole('button', { name: 'En route' }).click();
    await page.getByRole('button', { name: 'Sur place' }).last().click();
    await expect(page.getByTestId('sync-badge')).toHaveText('Synchronisé');
  });
  await test.step('while he has no signal, an administrator publishes the next version', async () => {
    await phone.setOffline(true);
    const { modified, published } = await get<ProcedureCard>(admin.request, `/v1/procedures/${procedure.name}`);
    await give(admin.request, 'procedure.draft', { procedure: procedure.name, baseModified: modified, title: published?.title, steps: [ADDED, ...(published?.steps ?? [])] });
    const draft = await get<ProcedureCard>(admin.request, `/v1/procedures/${procedure.name}`);
    await give(admin.request, 'procedure.publish', { procedure: procedure.name, baseModified: draft.modified, summary: 'Échelle', carriesOver: false });
    await page.getByTestId(`step-${procedure.first}`).getByRole('button', { name: 'Fait' }).click();
    await expect(page.getByTestId('sync-badge')).toHaveText('1 action en attente de sync');
  });
  await test.step('the signal returns: he is told, keeps his steps and his answer, and it is taken', async () => {
    await phone.setOffline(false);
    await page.reload();
    await expect(page.getByTestId('version-notice')).toContainText(`Vous terminez celle que vous avez commencée, la version ${String(before)}.`);
    await expect(page.getByTestId(`step-${ADDED.step}`)).toHaveCount(0);
    await expect(page.getByTestId('sync-badge')).toHaveText('Synchronisé');
    expect(await flowOf(begun)).toBe(before);
  });
  await test.step('the next visit begins with the new version', async () => {
    await page.goto(`${origin}/j/visit/${next}`);
    await expect(page.getByTestId(`step-${ADDED.step}`)).toContainText('Échelle inspectée');
    expect(await flowOf(next)).toBe((before ?? 0) + 1);
  });
  await Promise.all([desk, admin, phone].map((context) => context.close()));
});
