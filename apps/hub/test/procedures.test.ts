import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Day, FlowStep, FlowTemplate, ProcedureCard, ProcedureSummaries } from '@gigafibre/contracts';
import { layHousehold, layVisit } from './field-records.ts';
import { openFieldWorld, type FieldWorld, type Headers } from './field-world.ts';

const words = (text: string) => ({ fr: text, en: text });
const step = (name: string, kind: FlowStep['kind'], more: Partial<FlowStep> = {}): FlowStep => ({ step: name, label: words(name), kind, required: true, unit: '', minimum: null, maximum: null, choices: [], ...more });
const POWER = step('power', 'reading', { unit: 'dBm', minimum: -25, maximum: -8 });
const CAUSE = step('cause', 'choice', { choices: [{ value: 'dirty', label: words('Connecteur sale') }, { value: 'cut', label: words('Câble coupé') }] });
const CUT = step('cut-photo', 'photo', { shownWhen: { match: 'all', tests: [{ step: 'cause', is: 'equals', value: 'cut' }] } });
const AT = '2026-03-10T14:00:00Z';

let world: FieldWorld;
let admin: Headers;
beforeAll(async () => {
  world = await openFieldWorld();
  await world.erp.insert('User', { email: 'admin@demo.gigafibre.ca', first_name: 'Adèle', last_name: 'Tremblay', send_welcome_email: 0, roles: [{ role: 'System Manager' }] });
  admin = await world.hub.as('admin', { user: 'admin@demo.gigafibre.ca', displayName: 'Adèle Tremblay' });
});
afterAll(() => world.close());

const card = async (name = 'repair'): Promise<ProcedureCard> => (await world.get<ProcedureCard>(world.people.agent, `/v1/procedures/${name}`)).body;
const draft = async (steps: FlowStep[], name = 'repair') => world.give(admin, 'procedure.draft', { procedure: name, baseModified: (await card(name)).modified, title: { fr: 'Réparation', en: 'Repair' }, steps });
const publish = async (more: { carriesOver?: boolean; id?: string; name?: string } = {}) =>
  world.give(admin, 'procedure.publish', { procedure: more.name ?? 'repair', baseModified: (await card(more.name)).modified, summary: 'Cause exigée', carriesOver: more.carriesOver ?? false }, more.id === undefined ? {} : { id: more.id });
const visitFor = async () => (await layVisit(world.erp, await layHousehold(world.erp), { technician: 'TECH-001' })).visit;
const ofDay = async (visit: string) => (await world.get<Day>(world.people.marc, '/v1/day')).body.visits.find((each) => each.visit.name === visit);
const stepNames = (flow: FlowTemplate | null | undefined): string[] => flow?.steps.map((each) => each.step) ?? [];

describe('procedures as administrators write them (R53)', () => {
  it('keeps a draft that nobody works by until it is published as the next version', async () => {
    expect((await draft([POWER, CAUSE, CUT])).status).toBe(200);
    expect(await card()).toMatchObject({ published: { version: 3 }, draft: { version: 4, steps: [{ step: 'power' }, { step: 'cause' }, { step: 'cut-photo' }] }, draftBy: 'Adèle Tremblay' });
    const before = await visitFor();
    expect((await ofDay(before))?.flow).toMatchObject({ version: 3 });
    expect((await publish()).status).toBe(200);
    expect(await card()).toMatchObject({ published: { version: 4 }, draft: null, versions: [{ version: 4, summary: 'Cause exigée', publishedBy: 'Adèle Tremblay' }] });
    expect((await ofDay(before))?.flow?.steps[2]?.shownWhen).toEqual(CUT.shownWhen);
    const { procedures } = (await world.get<ProcedureSummaries>(world.people.dispatcher, '/v1/procedures')).body;
    expect(procedures).toMatchObject([{ name: 'repair', version: 4, state: 'published', steps: 3, jobTypes: [{ code: 'no-signal-repair' }], changedBy: 'Adèle Tremblay' }]);
  });

  it('publishes once however often the command comes, and keeps every version readable', async () => {
    const id = '019e0000-0000-7000-8000-000000000001';
    await draft([POWER, CAUSE]);
    const { modified } = await card();
    const payload = { procedure: 'repair', baseModified: modified, summary: 'Photo retirée', carriesOver: false };
    const answers = [await world.give(admin, 'procedure.publish', payload, { id, at: AT }), await world.give(admin, 'procedure.publish', payload, { id, at: AT })];
    expect(answers.map(({ status, body }) => [status, body.replayed])).toEqual([[200, false], [200, true]]);
    const { published } = await card();
    const older = (await world.get<FlowTemplate>(world.people.agent, `/v1/procedures/repair/versions/${String((published?.version ?? 0) - 1)}`)).body;
    expect([stepNames(published), stepNames(older)]).toEqual([['power', 'cause'], ['power', 'cause', 'cut-photo']]);
    expect((await world.get<object>(world.people.agent, '/v1/procedures/repair/versions/99')).status).toBe(404);
  });

  it('refuses work based on a copy someone else has since changed', async () => {
    const { modified } = await card();
    await draft([POWER]);
    expect((await world.give(admin, 'procedure.draft', { procedure: 'repair', baseModified: modified, title: words('x'), steps: [] })).body).toMatchObject({ code: 'document_changed', facts: { by: 'admin@demo.gigafibre.ca' } });
  });

  it('publishes nothing that would let a technician down, and says what at which step', async () => {
    await draft([{ ...POWER, minimum: -8, maximum: -25 }, step('photo', 'photo', { label: { fr: 'Photo', en: '' }, shownWhen: { match: 'all', tests: [{ step: 'ghost', is: 'done' }] } })]);
    const { status, body } = await publish();
    expect([status, body.code, body.errors?.map(({ path }) => path)]).toEqual([422, 'procedure_invalid', ['/steps/0/limits', '/steps/1/label', '/steps/1/shownWhen']]);
    expect((await card()).draft).not.toBe(null);
  });

  it('lets a draft go, and then has nothing to publish', async () => {
    await draft([POWER]);
    await world.give(admin, 'procedure.discard', { procedure: 'repair', baseModified: (await card()).modified });
    expect((await publish()).body.code).toBe('procedure_unchanged');
  });

  it('is changed by administrators alone, and read by the office alone', async () => {
    const { modified } = await card();
    const payload = { procedure: 'repair', baseModified: modified, title: words('x'), steps: [] };
    const codes = await Promise.all([world.people.agent, world.people.dispatcher, world.people.marc].map(async (who) => (await world.give(who, 'procedure.draft', payload)).body.code));
    expect(codes).toEqual(['forbidden', 'forbidden', 'forbidden']);
    expect((await world.get<object>(world.people.marc, '/v1/procedures/repair')).body.code).toBe('forbidden');
    expect((await world.get<object>(world.people.accountant, '/v1/procedures')).body.code).toBe('forbidden');
  });

  it('makes a new procedure and gives it to a job type', async () => {
    const made = { procedure: 'wifi', title: { fr: 'Wi-Fi', en: 'Wi-Fi' }, steps: [POWER] };
    expect((await world.give(admin, 'procedure.create', made)).status).toBe(200);
    expect((await world.give(admin, 'procedure.create', made)).body.code).toBe('procedure_exists');
    expect((await publish({ name: 'wifi' })).status).toBe(200);
    expect((await world.give(admin, 'procedure.assign', { procedure: 'wifi', baseModified: (await card('wifi')).modified, jobTypes: ['wifi-mesh'] })).status).toBe(200);
    expect(await card('wifi')).toMatchObject({ published: { version: 1 }, jobTypes: [{ code: 'wifi-mesh' }] });
    expect((await world.give(admin, 'procedure.assign', { procedure: 'wifi', baseModified: (await card('wifi')).modified, jobTypes: ['gardening'] })).body.code).toBe('invalid_request');
  });
});

describe('a procedure that changes while a technician follows it (R53)', () => {
  const record = (name: string, value: string) => ({ step: name, done: true, value, at: AT });

  it('keeps a visit on the version it began with, to its end, and gives the new one to the next', async () => {
    await draft([POWER]);
    await publish();
    const [begun, next] = [await visitFor(), await visitFor()];
    const { flow } = (await ofDay(begun))!;
    await world.give(world.people.marc, 'visit.arrive', { visit: begun, flow: { template: 'repair', version: flow!.version } });
    await world.give(world.people.marc, 'visit.step', { visit: begun, record: record('power', '-18') });
    await draft([POWER, CAUSE]);
    await publish();
    expect(await ofDay(begun)).toMatchObject({ flow: { version: flow!.version }, newerFlow: { carriesOver: false, summary: 'Cause exigée', template: { version: flow!.version + 1 } } });
    expect(await ofDay(next)).toMatchObject({ flow: { version: flow!.version + 1 }, newerFlow: null });
    expect((await card()).versions.find(({ version }) => version === flow!.version)?.underWay).toBe(1);
    expect((await world.give(world.people.marc, 'visit.complete', { visit: begun, steps: [] })).status).toBe(200);
    await world.give(world.people.marc, 'visit.arrive', { visit: next });
    expect((await world.give(world.people.marc, 'visit.complete', { visit: next, steps: [record('power', '-18')] })).body).toMatchObject({ code: 'proof_missing', facts: { steps: [{ step: 'cause' }] } });
    expect((await world.erp.get('Dispatch Visit', next)).flow_version).toBe(flow!.version + 1);
  });

  it('takes the version that the phone began with in the dead zone, even if a later one was published meanwhile', async () => {
    await draft([POWER]);
    await publish();
    const visit = await visitFor();
    const had = (await ofDay(visit))!.flow!;
    await draft([POWER, CAUSE]);
    await publish();
    await world.give(world.people.marc, 'visit.arrive', { visit, flow: { template: 'repair', version: had.version } });
    expect((await ofDay(visit))?.flow?.version).toBe(had.version);
    const stranger = await visitFor();
    await world.give(world.people.marc, 'visit.arrive', { visit: stranger, flow: { template: 'wifi', version: 1 } });
    expect((await ofDay(stranger))?.flow).toMatchObject({ name: 'repair', version: had.version + 1 });
  });

  it('moves a visit under way to a later version only when its publisher let it and its phone says so', async () => {
    await draft([POWER]);
    await publish();
    const visit = await visitFor();
    await world.give(world.people.marc, 'visit.arrive', { visit });
    const begun = (await ofDay(visit))!.flow!.version;
    await draft([POWER, step('tidy', 'check')]);
    await publish({ carriesOver: true });
    await world.give(world.people.marc, 'visit.step', { visit, record: record('power', '-18') });
    expect((await ofDay(visit))).toMatchObject({ flow: { version: begun }, newerFlow: { carriesOver: true } });
    await world.give(world.people.marc, 'visit.step', { visit, flow: { template: 'repair', version: begun + 1 }, record: { step: 'tidy', done: true, at: AT } });
    expect(await ofDay(visit)).toMatchObject({ flow: { version: begun + 1 }, newerFlow: null });
  });

  it('completes by what the answers ask for: hidden steps do not block, and what is calculated or photographed twice is kept', async () => {
    const photos = [{ slot: 'before', photo: await world.upload(world.people.marc) }, { slot: 'after', photo: await world.upload(world.people.marc) }];
    await draft([step('tx', 'reading', { minimum: 1, maximum: 5 }), POWER, step('loss', 'calculated', { maximum: 28, formula: { left: { step: 'tx' }, operator: 'minus', right: { step: 'power' }, decimals: 1 } }), CAUSE, CUT, step('pair', 'photo', { photos: { least: 2, most: 2, isPair: true } })]);
    await publish();
    const visit = await visitFor();
    await world.give(world.people.marc, 'visit.arrive', { visit });
    const steps = [record('tx', '3'), record('power', '-18'), record('loss', '21'), record('cause', 'dirty'), { step: 'pair', done: true, photo: photos[0]!.photo, photos, at: AT }];
    const half = [...steps.slice(0, 4), { step: 'pair', done: true, photo: photos[0]!.photo, photos: photos.slice(0, 1), at: AT }];
    expect((await world.give(world.people.marc, 'visit.complete', { visit, steps: half })).body).toMatchObject({ code: 'proof_missing', facts: { steps: [{ step: 'pair' }] } });
    expect((await world.give(world.people.marc, 'visit.complete', { visit, steps })).status).toBe(200);
    const kept = (await world.erp.get('Dispatch Visit', visit)).steps;
    expect(kept.map(({ step: name, kind, value }) => [name, kind, value])).toEqual([['tx', 'Reading', '3'], ['power', 'Reading', '-18'], ['loss', 'Calculated', '21'], ['cause', 'Choice', 'dirty'], ['pair', 'Photo', undefined]]);
    expect((await ofDay(visit))?.records.at(-1)?.photos).toEqual(photos);
  });
});
