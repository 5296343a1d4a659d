/**
 * A technician's whole day without signal: eight visits from 8 h to 16 h, the phone killed twice,
 * and dispatch moving two visits and cancelling one meanwhile (R17, R39, R54, F11, F30, F31).
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type APIRequestContext, type BrowserContext, type LaunchOptions, type Page } from '@playwright/test';
import { expect, now, test } from './journey.ts';
import { TEST_OUTPUT } from './places.ts';
import { signedIn } from './pages.ts';
import { pullBattery } from './pocket.ts';
import { readStage } from './stage.ts';

const PHONE = { viewport: { width: 390, height: 844 }, locale: 'fr-CA', timezoneId: 'America/Toronto', hasTouch: true, isMobile: true } as const;
const VISITS = 8;
const CLIENT = { 'x-gf-client': 'journeys' };
const site = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto' });

/** The instant of an hour of today's wall clock at the site. */
function at(hour: number, minute = 0): Date {
  const day = site.format(now());
  const guess = new Date(`${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00Z`);
  const shown = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto', hour: '2-digit', hourCycle: 'h23' }).format(guess);
  const behind = (hour - Number(shown) + 24) % 24;
  return new Date(guess.getTime() + behind * 3_600_000);
}
const instant = (date: Date): string => date.toISOString().replace('.000Z', 'Z');

interface Answer {
  readonly subject: { readonly name: string };
}

/** The office, by its own API. */
class Office {
  readonly request: APIRequestContext;
  readonly #origin: string;

  constructor(request: APIRequestContext) {
    this.request = request;
    this.#origin = readStage().origin;
  }
  async get<Body>(path: string): Promise<Body> {
    const answer = await this.request.get(`${this.#origin}${path}`);
    expect(answer.ok(), `${path} answered ${String(answer.status())}`).toBe(true);
    return (await answer.json()) as Body;
  }
  async list(doctype: string, fields: readonly string[], filters: readonly unknown[]): Promise<readonly Record<string, string>[]> {
    const query = new URLSearchParams({ fields: JSON.stringify(fields), filters: JSON.stringify(filters), order_by: 'name asc', limit_page_length: '40' });
    return (await this.get<{ data: Record<string, string>[] }>(`/api/resource/${encodeURIComponent(doctype)}?${query.toString()}`)).data;
  }
  async give(type: string, payload: object): Promise<Answer> {
    const answer = await this.request.post(`${this.#origin}/v1/commands`, { headers: CLIENT, data: { id: crypto.randomUUID(), type, v: 1, at: now().toISOString(), payload } });
    expect(answer.ok(), `${type}: ${await answer.text()}`).toBe(true);
    return (await answer.json()) as Answer;
  }
  card = (visit: string) => this.get<{ modified: string; status: string; customerName: string; crew: { technician: string }[] }>(`/v1/visits/${visit}`);
  async plan(visit: string, technician: string, start: Date): Promise<void> {
    const { modified } = await this.card(visit);
    await this.give('visit.plan', { visit, baseModified: modified, crew: [{ technician, role: 'lead' }], plannedStart: instant(start), durationMinutes: 45 });
  }
}

/** Two technicians who have nothing to do today: those who are away. */
async function idlePeople(office: Office): Promise<readonly [string, string]> {
  const all = await office.list('Dispatch Technician', ['name'], []);
  const today = site.format(now());
  const { visits } = await office.get<{ visits: { crew: { technician: string }[] }[] }>(`/v1/board?from=${today}`);
  const busy = new Set(visits.flatMap(({ crew }) => crew.map(({ technician }) => technician)));
  const idle = all.map(({ name = '' }) => name).filter((name) => !busy.has(name) && name !== readStage().technician.name);
  expect(idle.length).toBeGreaterThanOrEqual(2);
  return [idle[0] ?? '', idle[1] ?? ''];
}

async function eightVisits(office: Office, technician: string): Promise<readonly string[]> {
  const places = await office.list('Service Location', ['name', 'customer'], [['status', '=', 'Active'], ['zone', '=', 'Roussillon']]);
  const visits: string[] = [];
  for (const [index, place] of places.slice(20, 20 + VISITS).entries()) {
    const job = await office.give('job.create', { customer: place['customer'], serviceLocation: place['name'], jobType: 'equipment-pickup', subject: `Journée entière ${String(index + 1)}`, durationMinutes: 45, priority: 'Low', requiredSkills: [], crewSize: 1, despiteDuplicate: true });
    const [visit] = await office.list('Dispatch Visit', ['name'], [['job', '=', job.subject.name]]);
    await office.plan(visit?.['name'] ?? '', technician, at(8 + index));
    visits.push(visit?.['name'] ?? '');
  }
  return visits;
}

async function linkFor(office: Office, technician: string): Promise<string> {
  const { origin } = readStage();
  const sent = await office.request.post(`${origin}/otp/tech-link`, { headers: CLIENT, data: { technician } });
  const { message } = (await sent.json()) as { message: string };
  const { messages } = await office.get<{ messages: { id: string; body: string }[] }>('/v1/outbox?limit=20');
  return /https?:\/\/\S+/.exec(messages.find(({ id }) => id === message)?.body ?? '')?.[0] ?? '';
}

/** A phone that outlives its browser, with the clock on the wall of its story. */
class Handset {
  readonly #profile: string;
  readonly #options: LaunchOptions;
  #context: BrowserContext | undefined;
  #page: Page | undefined;

  constructor(profile: string, options: LaunchOptions) {
    this.#profile = profile;
    this.#options = options;
  }
  get page(): Page {
    if (this.#page === undefined) throw new Error('The phone is off');
    return this.#page;
  }
  async open({ now, isOffline }: { now: Date; isOffline: boolean }): Promise<void> {
    this.#context = await chromium.launchPersistentContext(this.#profile, { ...this.#options, ...PHONE });
    await this.#context.setOffline(isOffline);
    await this.#context.clock.install({ time: now });
    this.#page = this.#context.pages()[0] ?? (await this.#context.newPage());
  }
  setOffline = async (isOffline: boolean): Promise<void> => this.#context?.setOffline(isOffline);
  set = (now: Date): Promise<void> => this.page.clock.setSystemTime(now);
  close = async (): Promise<void> => this.#context?.close();
  /** The battery is pulled: no page hears of it. */
  async die(): Promise<void> {
    pullBattery(this.#profile);
    await this.#context?.close().catch(() => undefined);
  }
}

const badge = (page: Page) => page.getByTestId('sync-badge');

async function goTo(phone: Handset, visit: string): Promise<void> {
  await phone.page.goto(`${readStage().origin}/j/visit/${visit}`);
  await expect(phone.page.getByTestId('visit-status')).toBeVisible();
}

/** Drives there, arrives, excuses what the check-list demands, and ends the visit. */
async function work(phone: Handset, visit: string, hour: number): Promise<void> {
  const { page } = phone;
  await phone.set(at(hour, 5));
  await goTo(phone, visit);
  await page.getByRole('button', { name: 'En route' }).click();
  await phone.set(at(hour, 20));
  await page.getByRole('button', { name: 'Sur place', exact: true }).last().click();
  await expect(page.getByTestId('visit-status')).toContainText('Sur place');
  const current = page.locator('li[aria-current="step"]');
  for (let step = 0; step < 12 && (await current.count()) > 0; step += 1) {
    const name = (await current.getAttribute('data-test')) ?? '';
    await current.getByRole('button', { name: 'Passer avec une raison' }).click();
    await current.getByRole('textbox').last().fill('Sans objet');
    await current.getByRole('button', { name: 'Garder', exact: true }).last().click();
    await expect(page.getByTestId(name)).toContainText('Sans objet');
  }
  await phone.set(at(hour, 50));
}
async function finish(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Terminer' }).click();
  await page.getByRole('button', { name: 'Confirmer la fin' }).click();
  await expect(page.getByTestId('completed')).toBeVisible();
}

async function sign(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Terminer' }).click();
  await page.getByRole('button', { name: 'Faire signer le client' }).click();
  await page.getByLabel('Nom de la personne qui signe').fill(name);
  const pad = page.getByTestId('signature-pad');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (box === null) throw new Error('Nowhere to sign');
  await page.mouse.move(box.x + 40, box.y + 120);
  await page.mouse.down();
  for (const [x, y] of [[80, 60], [120, 140], [180, 70], [240, 130]] as const) await page.mouse.move(box.x + x, box.y + y, { steps: 4 });
  await page.mouse.up();
  await page.getByRole('button', { name: 'Garder', exact: true }).click();
  await expect(page.getByTestId('signed')).toContainText(name);
}

test('eight visits from 8 h to 16 h without signal, the phone killed twice, and dispatch busy meanwhile', async ({ browser, launchOptions }) => {
  test.setTimeout(240_000);
  const desk = await signedIn(browser, 'repartition@demo.gigafibre.ca', {});
  const office = new Office(desk.request);
  const profile = join(TEST_OUTPUT, 'full-day-phone');
  rmSync(profile, { recursive: true, force: true });
  const phone = new Handset(profile, launchOptions);
  const [technician, colleague] = await idlePeople(office);
  const visits = await eightVisits(office, technician);
  const visit = (number: number): string => visits[number - 1] ?? '';

  await test.step('7 h 55: the link opens the day, and the phone is ready for the basement', async () => {
    await phone.open({ now: at(7, 55), isOffline: false });
    await phone.page.goto(await linkFor(office, technician));
    await expect(phone.page.getByTestId('sync-badge')).toBeVisible();
    await phone.page.goto(`${readStage().origin}/j`);
    await expect(phone.page.getByTestId('next-visit')).toBeVisible();
    await expect(phone.page.getByTestId('ready-offline')).toContainText('Prêt hors ligne', { timeout: 60_000 });
  });

  await test.step('8 h: airplane mode from a cold start; the first visit takes a part, a message and a signature', async () => {
    await phone.close();
    await phone.open({ now: at(8), isOffline: true });
    const { page } = phone;
    await work(phone, visit(1), 8);
    await page.getByTestId('talk').getByRole('button').first().click();
    await page.getByRole('button', { name: 'Le client ne répond pas' }).click();
    await expect(page.getByTestId('talk')).toContainText('en attente');
    await page.getByTestId('parts').getByRole('button', { name: 'Ajouter' }).click();
    await page.getByTestId('take-CONN-SC-APC').click();
    await expect(page.getByTestId('part-CONN-SC-APC')).toContainText(/8,95/);
    await expect(page.getByTestId('part-CONN-SC-APC')).toContainText('Reste 23');
    await sign(page, 'Ginette Tremblay');
    await page.getByRole('button', { name: 'Confirmer la fin' }).click();
    await expect(page.getByTestId('completed')).toBeVisible();
  });

  await test.step('9 h to 11 h: two more visits, then the battery is pulled; everything is still there', async () => {
    for (const number of [2, 3]) {
      await work(phone, visit(number), 7 + number);
      await finish(phone.page);
    }
    const before = await badge(phone.page).textContent();
    await phone.die();
    await phone.open({ now: at(11), isOffline: true });
    await goTo(phone, visit(3));
    await expect(phone.page.getByTestId('visit-status')).toHaveText('Terminée');
    await expect(badge(phone.page)).toHaveText(before?.trim() ?? '');
  });

  await test.step('meanwhile dispatch moves one visit to the evening, gives one to a colleague and cancels one', async () => {
    await office.plan(visit(5), technician, at(18, 30));
    await office.plan(visit(6), colleague, at(13));
    await office.give('visit.cancel', { visit: visit(7), note: 'Le client a rappelé' });
    await office.give('visit.say', { visit: visit(8), text: 'Le concierge a la clé.' });
  });

  await test.step('11 h to 16 h: he works as if nothing had happened, and the phone dies once more in the middle of a visit', async () => {
    await work(phone, visit(4), 11);
    await finish(phone.page);
    await work(phone, visit(5), 12);
    await phone.die();
    await phone.open({ now: at(12, 55), isOffline: true });
    await goTo(phone, visit(5));
    await expect(phone.page.getByTestId('visit-status')).toHaveText('Sur place');
    await expect(phone.page.getByTestId('time-travel')).toHaveText(/15\s*min/);
    await finish(phone.page);
    for (const number of [6, 7]) {
      await phone.set(at(7 + number, 5));
      await goTo(phone, visit(number));
      await phone.page.getByRole('button', { name: 'En route' }).click();
      await expect(phone.page.getByTestId('visit-status')).toHaveText('En route');
    }
    await phone.set(at(15, 10));
    await goTo(phone, visit(8));
    await phone.page.getByRole('button', { name: 'Échec' }).click();
    await phone.page.getByRole('radio', { name: 'Client absent' }).click();
    await expect(phone.page.getByTestId('fail-form')).toContainText('Hors ligne');
    await phone.page.getByRole('button', { name: 'Confirmer l’échec' }).click();
    await expect(phone.page.getByTestId('visit-status')).toHaveText('Échec');
  });

  await test.step('16 h 01: the network returns and everything that may arrive has arrived, once and in order', async () => {
    await phone.set(at(16, 1));
    await phone.setOffline(false);
    await phone.page.goto(`${readStage().origin}/j`);
    await expect(badge(phone.page)).toHaveText(/2 actions refusées/, { timeout: 45_000 });
    // each visit's lane drains by itself: a refusal in one says nothing of the others
    const states = () => Promise.all(visits.map(async (name) => (await office.card(name)).status));
    await expect.poll(states, { timeout: 60_000 }).toEqual(['done', 'done', 'done', 'done', 'done', 'planned', 'cancelled', 'failed']);
    const { entries } = await office.get<{ entries: { type: string; command?: string; doneAt: string }[] }>(`/v1/jobs/${(await office.get<{ job: string }>(`/v1/visits/${visit(1)}`)).job}/trail`);
    const own = entries.filter(({ type }) => ['visit.departed', 'visit.arrived', 'visit.parted', 'visit.said', 'visit.signed', 'visit.completed'].includes(type)).toReversed();
    expect(own.map(({ type }) => type)).toEqual(['visit.departed', 'visit.arrived', 'visit.said', 'visit.parted', 'visit.signed', 'visit.completed']);
    expect(new Set(own.map(({ command }) => command)).size).toBe(own.length);
    const closing = await office.get<{ isSigned: boolean; labour: { kind: string; minutes: number }[]; parts: { item: string; quantity: number; rateCents: number }[] }>(`/v1/visits/${visit(1)}/closing`);
    expect(closing).toMatchObject({ isSigned: true, parts: [{ item: 'CONN-SC-APC', quantity: 1, rateCents: 895 }] });
    expect(closing.labour.find(({ kind }) => kind === 'travel')?.minutes).toBe(15);
  });

  await test.step('every conflict is told in words on the phone', async () => {
    const told = phone.page.getByTestId('day-changes');
    await expect(told.getByTestId('change-moved')).toHaveCount(1);
    await expect(told.getByTestId('change-moved')).toContainText(/Déplacée.*18.h.30/);
    await expect(told.getByTestId('change-removed')).toContainText('Retirée de votre journée');
    await expect(told.getByTestId('change-cancelled')).toContainText('Annulée');
    await phone.page.goto(`${readStage().origin}/j/sync`);
    await expect(phone.page.getByTestId('sync-refused')).toHaveCount(2);
    await phone.page.goto(`${readStage().origin}/j/visit/${visit(7)}`);
    await expect(phone.page.getByTestId('cancelled')).toContainText('La répartition a annulé');
    await phone.page.goto(`${readStage().origin}/j/visit/${visit(6)}`);
    await expect(phone.page.getByTestId('visit-gone')).toContainText('quelqu’un d’autre');
  });

  await test.step('… and to the dispatcher: what was refused on whose phone, and what the technician said', async () => {
    await expect.poll(async () => (await office.get<{ phones: { technician: string; refused: { lane: string; code: string }[] }[] }>('/v1/phones')).phones.find((one) => one.technician === technician)?.refused.map(({ lane, code }) => [lane, code]).sort(), { timeout: 20_000 }).toEqual(
      [[visit(6), 'visit_not_yours'], [visit(7), 'visit_transition_refused']].sort(),
    );
    const remi = await desk.newPage();
    await remi.goto(`${readStage().origin}/ops/jobs/${(await office.get<{ job: string }>(`/v1/visits/${visit(1)}`)).job}`);
    await expect(remi.getByTestId('visit-closing')).toContainText('Ginette Tremblay');
    await expect(remi.getByTestId('visit-talk')).toContainText('Le client ne répond pas');
    await expect(remi.getByTestId('visit-unread')).toContainText('1 non lu');
  });

  await phone.close();
  await desk.close();
});
