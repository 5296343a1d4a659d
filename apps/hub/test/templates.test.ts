import type { TemplateDetail, TemplateList, TemplatePreview, TemplateTexts, TemplateVisits } from '@gigafibre/contracts';
import { smsSize } from '@gigafibre/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lintTemplate, ruleOf, seedOf, TEMPLATE_NAMES, type TemplateName } from '../src/modules/templates/index.ts';
import { fill } from '../src/modules/templates/fill.ts';
import { samplesOf } from '../src/modules/templates/lint.ts';
import { layHousehold } from './field-records.ts';
import { openFieldWorld, type FieldWorld, type Headers } from './field-world.ts';

const HOSTS = ['gfb.example.ca'];
const faults = (name: TemplateName, fr: string, en = fr) => lintTemplate({ fr: { subject: '', body: fr }, en: { subject: '', body: en } }, { seed: seedOf(name), rule: ruleOf(name), ownHosts: HOSTS }).map(({ language, level, code, found }) => [language, level, code, found].join(' ').trim());

describe('a template under the magnifying glass', () => {
  it.each(TEMPLATE_NAMES)('« %s » is without fault as delivered, and one segment with its longest values', (name) => {
    expect(lintTemplate(seedOf(name).texts, { seed: seedOf(name), rule: ruleOf(name), ownHosts: HOSTS })).toEqual([]);
    for (const { body } of samplesOf(seedOf(name).texts, 'sms')) expect(smsSize(body), body).toMatchObject({ alphabet: 'GSM-7', segments: 1 });
  });

  it.each([
    ['Gigafibre : rendez-vous {{ heure }}.', ['error unknown-variable heure']],
    ['Gigafibre : rendez-vous {{ time }.', ['error open-brace']],
    ['', ['error missing-text']],
    ['Votre rendez-vous est confirmé.', ['error unidentified Gigafibre']],
    ['Gigafibre : fenêtre reçue, hôte.', ['warning not-gsm ê ç ô']],
    ['Gigafibre : voyez https://attaque.org/x', ['error foreign-link attaque.org']],
    [`Gigafibre : ${'x'.repeat(160)}`, ['warning segments 2']],
    [`Gigafibre : ${'x'.repeat(500)}`, ['error too-long 4']],
  ] as const)('« %s » → %j', (text, found) => {
    expect(faults('visit-confirmed', text)).toEqual([...found.map((each) => `fr ${each}`), ...found.map((each) => `en ${each}`)]);
  });

  it('asks for the way out where nobody asked for the message, in the language of the text', () => {
    expect(faults('visit-survey', 'Gigafibre : de 1 à 5?', 'Gigafibre: 1 to 5? STOP')).toEqual(['fr error stop-missing ARRET']);
    expect(faults('stop-confirmed', 'Gigafibre : fini. DEBUT', 'Gigafibre: done.')).toEqual(['en error stop-missing START']);
  });

  it('says when one language tells less than the other', () => {
    expect(faults('visit-confirmed', 'Gigafibre : le {{ date }}, {{ hours }}.', 'Gigafibre: {{ hours }}.')).toEqual(['warning unlike date, hours / hours']);
  });

  it('leaves a blank that nothing fills, so that the door keeps the message back', () => {
    expect(fill('Bonjour {{ technician }}, {{time}}', { technician: 'Françoise' })).toBe('Bonjour Francoise, {{time}}');
  });
});

let world: FieldWorld;
let visit: string;
let admin: Headers;
beforeAll(async () => {
  world = await openFieldWorld();
  admin = await world.hub.as('admin');
  const { customer, location } = await layHousehold(world.erp, { name: 'Lise Côté', phone: '+14505550161' });
  const job = await world.erp.insert('Dispatch Job', { subject: 'Wi-Fi', customer, service_location: location, job_type: 'wifi-mesh', duration_minutes: 60, status: 'Scheduled' });
  const made = await world.erp.insert('Dispatch Visit', { job: job.name, customer, service_location: location, status: 'Confirmed', planned_start: '2026-03-11 08:15:00', window_start: '2026-03-11 08:00:00', window_end: '2026-03-11 12:00:00', duration_minutes: 60, crew: [{ technician: 'TECH-001', role: 'Lead' }] });
  visit = made.name;
});
afterAll(() => world.close());

const texts = (fr: string, en: string): TemplateTexts => ({ fr: { subject: '', body: fr }, en: { subject: '', body: en } });
const ask = async <Body>(method: 'POST' | 'PUT', url: string, payload: object, as: Headers = admin) => {
  const answer = await world.hub.app.inject({ method, url, headers: as, payload });
  return { status: answer.statusCode, body: answer.json<Body & { code?: string }>() };
};

describe('what we say to customers, in versions', () => {
  const NEW = texts('Gigafibre : c’est noté, {{ hours }} le {{ date }}.'.replace('’', "'"), 'Gigafibre: noted, {{ hours }} on {{ date }}.');

  it('begins as delivered', async () => {
    const { templates } = (await world.get<TemplateList>(world.people.agent, '/v1/templates')).body;
    expect(templates.map(({ name, published, hasDraft }) => [name, published.version, hasDraft])).toEqual(TEMPLATE_NAMES.map((name) => [name, 0, false]));
  });

  it('is prepared by the office, read by nobody until an administrator publishes it, and goes back in one step', async () => {
    const words = async () => (await world.get<{ notice: { text: string } }>(world.people.dispatcher, `/v1/visits/${visit}/message?template=confirmed`)).body.notice.text;
    const before = await words();
    expect(before).toBe('Gigafibre : votre rendez-vous du mercredi 11 mars est confirmé, entre 8 h et 12 h.');
    const drafted = await ask<TemplateDetail>('POST', '/v1/templates/visit-confirmed/versions', { texts: NEW, note: 'plus court' }, world.people.agent);
    expect([drafted.body.published.version, drafted.body.hasDraft, await words()]).toEqual([0, true, before]);
    expect((await ask('PUT', '/v1/templates/visit-confirmed/published', { version: 1 }, world.people.agent)).status).toBe(403);
    expect((await ask<TemplateDetail>('PUT', '/v1/templates/visit-confirmed/published', { version: 1 })).body.published).toMatchObject({ version: 1, note: 'plus court', by: 'Agathe Roy' });
    expect(await words()).toBe("Gigafibre : c'est noté, entre 8 h et 12 h le mercredi 11 mars.");
    await ask('PUT', '/v1/templates/visit-confirmed/published', { version: 0 });
    expect(await words()).toBe(before);
  });

  it('is not published with a fault that would reach people, nor in a version that is not there', async () => {
    const { body } = await ask<TemplateDetail>('POST', '/v1/templates/visit-done/versions', { texts: texts('Gigafibre {{ prenom }}', ''), note: '' });
    expect(await ask('PUT', '/v1/templates/visit-done/published', { version: body.versions[0]!.version })).toMatchObject({ status: 422, body: { code: 'template_unfit' } });
    expect((await ask('PUT', '/v1/templates/visit-done/published', { version: 99 })).status).toBe(404);
    expect((await ask('POST', '/v1/templates/visit-nothing/versions', { texts: NEW, note: '' })).status).toBe(404);
  });

  it('numbers versions that are prepared at the same time one after the other', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => ask<TemplateDetail>('POST', '/v1/templates/help-answer/versions', { texts: NEW, note: '' })));
    expect(made.every(({ status }) => status === 200)).toBe(true);
    expect((await world.get<TemplateDetail>(admin, '/v1/templates/help-answer')).body.versions.map(({ version }) => version)).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0]);
  });

  it('is previewed with a real visit, in both languages, with what it would cost', async () => {
    const { visits } = (await world.get<TemplateVisits>(world.people.agent, '/v1/template-visits')).body;
    expect(visits).toEqual([{ name: visit, customerName: 'Lise Côté', plannedStart: '2026-03-11T12:15:00Z' }]);
    const answered = (await ask<TemplatePreview>('POST', '/v1/templates/visit-on-my-way/preview', { texts: texts('Gigafibre : {{ technician }} arrive vers {{ time }}, fenêtre.', 'Gigafibre: {{ technician }} comes around {{ time }}.'), visit }, world.people.agent));
    expect(answered).toMatchObject({ status: 200 });
    const { samples, findings } = answered.body;
    expect(samples).toEqual([
      { language: 'fr', subject: '', body: 'Gigafibre : Marc arrive vers 8 h 15, fenêtre.', sms: { alphabet: 'UCS-2', segments: 1, characters: 45 }, costCents: 2 },
      { language: 'en', subject: '', body: 'Gigafibre: Marc comes around 8:15 a.m..', sms: { alphabet: 'GSM-7', segments: 1, characters: 39 }, costCents: 2 },
    ]);
    expect(findings).toEqual([{ language: 'fr', level: 'warning', code: 'not-gsm', found: 'ê' }]);
  });
});
