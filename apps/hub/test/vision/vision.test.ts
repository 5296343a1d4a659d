import { createHash, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { CommandPayload, HubEvent, Reading, ReadingPage, VisionState } from '@gigafibre/contracts';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFieldWorld } from '../field-world.ts';
import type { FieldWorld, Headers } from '../field-world.ts';
import { layDevice, layHousehold } from '../field-records.ts';
import { BOMBS } from './bombs.ts';
import { textPdf } from './pdf-writer.ts';
import { createScriptedReader, INVOICE, LABEL, send, sendForm, settled } from './readings.ts';
import type { ScriptedReader } from './readings.ts';

let world: FieldWorld;
let reader: ScriptedReader;
beforeAll(async () => {
  reader = createScriptedReader();
  world = await openFieldWorld({ readers: { embedded: reader } });
  await world.erp.insert('Supplier', { supplier_name: 'Fibre Nord inc.', supplier_type: 'Company', tax_id: '123456789 RT0001' });
});
afterAll(() => world.close());

let serial = 0;
/** Another document each time: the same one would be known. */
const pdf = (pages = 1): Buffer => textPdf(Array.from({ length: pages }, (_, at) => [`Facture ${(serial += 1)}`, `page ${at + 1}`]));
const photo = async (): Promise<Buffer> => sharp({ create: { width: 200 + (serial += 1), height: 200, channels: 3, background: '#fff' } }).withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '45/1 16/1 0/1' } }).jpeg().toBuffer();
const office = (): Headers => world.people.accountant;
const read = async (content = pdf(), as = office()): Promise<Reading> => settled(world, as, (await send(world, as, '/vision/invoice', { content, type: 'application/pdf' })).body.id);
const confirmed = (reading: string, more: Partial<CommandPayload<'invoice.draft'>> = {}): CommandPayload<'invoice.draft'> => ({
  reading,
  supplier: { name: 'Fibre Nord inc.' },
  number: `DFN-${(serial += 1)}`,
  date: '2026-03-02',
  dueDate: '2026-04-01',
  currency: 'CAD',
  lines: [{ description: 'Câble 24 brins', quantity: 2, amount: 6000 }, { description: 'Livraison', quantity: 3, amount: 4000 }],
  tps: 501,
  tvq: 998,
  otherTaxes: [],
  total: 11_499,
  ...more,
});

describe('a supplier’s invoice (R16)', () => {
  it('is taken as a form or as the body itself, and read with its pages and its own words', async () => {
    const form = await sendForm(world, office(), '/vision/invoice', { content: pdf(2), type: 'application/pdf', name: 'facture été.pdf' });
    const reading = await settled(world, office(), form.body.id);
    expect([form.status, reading.state, reading.source, reading.fileName, reading.pages, reading.invoice?.total.value, reading.title]).toEqual([202, 'read', 'embedded', 'facture été.pdf', 2, 11_498, 'Fibre Nord inc. · DFN-2041']);
    expect(reader.shown.at(-1)).toMatchObject({ kind: 'invoice', pages: 2, words: expect.stringMatching(/^Facture \d+ page 1 Facture \d+ page 2$/) as string });
    const page = await world.hub.app.inject({ url: `/v1/vision/readings/${reading.id}/pages/1`, headers: office() });
    expect([page.statusCode, page.headers['content-type'], page.headers['content-security-policy'], page.rawPayload.subarray(0, 3).toString('hex')]).toEqual([200, 'image/jpeg', "default-src 'none'; sandbox", 'ffd8ff']);
  });

  it('tells its progress as events, attributed to whoever asked', async () => {
    const from = Number((await world.hub.database.pool.query<{ head: number }>('select coalesce(max(seq), 0) as head from events')).rows[0]?.head);
    const reading = await read(pdf(3));
    const told = async () => (await world.hub.database.pool.query<Pick<HubEvent, 'type' | 'actor' | 'facts'>>('select type, actor, facts from events where seq > $1 and subject_name = $2 order by seq', [from, reading.id])).rows;
    let rows = await told();
    while (rows.length < 4) rows = await told();
    expect(rows.map(({ type, actor, facts }) => [type, actor.displayName, facts['done']])).toEqual([
      ['reading.requested', 'Chantal Côté', undefined],
      ['reading.progressed', 'Chantal Côté', 1],
      ['reading.progressed', 'Chantal Côté', 2],
      ['reading.read', 'Chantal Côté', undefined],
    ]);
  });

  it('is answered from its hash when the same picture comes again, and read once', async () => {
    const content = pdf();
    const first = await read(content);
    const before = reader.shown.length;
    const again = await send(world, office(), '/vision/invoice', { content, type: 'application/pdf' });
    expect([again.status, again.body, reader.shown.length]).toEqual([200, { id: first.id, state: 'read', known: true }, before]);
    const others = await send(world, world.people.marc, '/vision/invoice', { content, type: 'application/pdf' });
    expect([others.body.id === first.id, others.body.state, reader.shown.length]).toEqual([false, 'read', before]);
  });

  it('names the supplier that its tax number belongs to, and the invoice that is there already', async () => {
    const number = `DFN-${(serial += 1)}`;
    reader.answer({ invoice: { ...INVOICE, number: { ...INVOICE.number, value: number } } });
    const first = await read();
    expect(first.suppliers[0]).toEqual({ name: 'Fibre Nord inc.', supplierName: 'Fibre Nord inc.', taxId: '123456789 RT0001', matched: 'tax-number' });
    expect(first.duplicate).toBe(null);
    const { body } = await world.give(office(), 'invoice.draft', confirmed(first.id, { number }));
    const second = await read();
    reader.answer({ invoice: INVOICE });
    expect(second.duplicate).toEqual({ by: 'number', invoice: body.subject.name, reading: first.id });
    expect((await world.give(office(), 'invoice.draft', confirmed(second.id, { number }))).body).toMatchObject({ code: 'invoice_duplicate', facts: { invoice: body.subject.name } });
  });

  it('becomes a draft with the figures that a person confirmed, the file attached, and nothing posted', async () => {
    const reading = await read();
    const { status, body } = await world.give(office(), 'invoice.draft', confirmed(reading.id));
    const draft = await world.erp.get('Purchase Invoice', body.subject.name);
    expect([status, draft.docstatus, draft.status, draft.supplier, draft.net_total, draft.total_taxes_and_charges, draft.grand_total, draft.due_date]).toEqual([200, 0, 'Draft', 'Fibre Nord inc.', 100, 14.99, 114.99, '2026-04-01']);
    expect(draft.taxes.map(({ account_head, tax_amount }) => [account_head, tax_amount])).toEqual([['TPS - GF', 5.01], ['TVQ - GF', 9.98]]);
    expect(draft.items.map(({ item_name, qty, amount }) => [item_name, qty, amount])).toEqual([['Câble 24 brins', 2, 60], ['Livraison', 1, 40]]);
    expect(draft.owner).toBe('compta@demo.gigafibre.ca');
    const files = await world.erp.list('File', { fields: ['file_name', 'is_private'], filters: [['attached_to_name', '=', draft.name]] });
    expect(files).toEqual([{ file_name: `${reading.id}.pdf`, is_private: 1 }]);
    expect((await world.get<Reading>(office(), `/v1/vision/readings/${reading.id}`)).body).toMatchObject({ state: 'confirmed', document: { doctype: 'Purchase Invoice', name: draft.name } });
  });

  it('is drafted once, however often the confirmation comes', async () => {
    const reading = await read();
    const [id, payload] = [randomUUID(), confirmed(reading.id)];
    const answers = await Promise.all([1, 2, 3].map(async () => world.give(office(), 'invoice.draft', payload, { id })));
    expect(new Set(answers.map(({ body }) => body.subject.name)).size).toBe(1);
    expect(await world.erp.count('Purchase Invoice', [['bill_no', '=', payload.number]])).toBe(1);
    expect((await world.give(office(), 'invoice.draft', confirmed(reading.id))).body).toMatchObject({ code: 'reading_settled' });
  });

  it('makes the supplier that a person proposes, once', async () => {
    const names = await Promise.all([read(), read()]);
    const supplier = { create: 'Quincaillerie Roy', taxId: '222222222 RT0001' };
    const answers = [];
    for (const { id } of names) answers.push(await world.give(office(), 'invoice.draft', confirmed(id, { supplier })));
    expect([answers.map(({ status }) => status), await world.erp.count('Supplier', [['supplier_name', '=', 'Quincaillerie Roy']])]).toEqual([[200, 200], 1]);
    const unknown = await world.give(office(), 'invoice.draft', confirmed((await read()).id, { supplier: { name: 'Nobody' } }));
    expect([unknown.status, unknown.body.errors]).toEqual([400, [{ path: '/payload/supplier/name', message: 'no such supplier' }]]);
  });

  it('is confirmed by accountants alone; others may only have it read', async () => {
    const reading = await settled(world, world.people.agent, (await send(world, world.people.agent, '/vision/invoice', { content: pdf(), type: 'application/pdf' })).body.id);
    expect([reading.state, reading.suppliers, reading.duplicate]).toEqual(['read', [], null]);
    expect((await world.give(world.people.agent, 'invoice.draft', confirmed(reading.id))).status).toBe(403);
    expect((await send(world, world.people.dispatcher, '/vision/invoice', { content: pdf(), type: 'application/pdf' })).status).toBe(403);
  });

  it('is given up with a reason, and tried again when reading failed', async () => {
    reader.answer({ failure: new Error('the model fell over') });
    const failed = await read();
    expect([failed.state, failed.problem]).toEqual(['failed', { code: 'internal', facts: {} }]);
    reader.answer({});
    await world.give(office(), 'reading.retry', { reading: failed.id });
    expect((await settled(world, office(), failed.id)).state).toBe('read');
    await world.give(office(), 'reading.discard', { reading: failed.id, reason: 'Ce n’est pas une facture' });
    const { body } = await world.get<ReadingPage>(office(), '/v1/vision/readings?state=discarded');
    expect(body.readings.map(({ id, discardReason }) => [id, discardReason])).toEqual([[failed.id, 'Ce n’est pas une facture']]);
    expect((await world.give(office(), 'reading.retry', { reading: failed.id })).body).toMatchObject({ code: 'reading_settled' });
  });
});

describe('a label (R41)', () => {
  const label = async (as: Headers, query = ''): Promise<Reading> => settled(world, as, (await send(world, as, `/vision/equipment${query}`, { content: await photo(), type: 'image/jpeg' })).body.id);

  it('proposes to create what nobody knows, and stops hard at what is active elsewhere', async () => {
    expect((await label(world.people.marc, '?visit=VIS-000001')).device).toEqual({ found: 'unknown', serial: 'TPLG99990001' });
    const { customer, location } = await layHousehold(world.erp);
    const known = (await layDevice(world.erp, { serial_no: 'TPLGAAAA0001', category: 'ONT', status: 'Active', customer, service_location: location })).name;
    reader.answer({ label: { ...LABEL, serial: { ...LABEL.serial, value: known } } });
    const told = await label(world.people.marc, '?visit=VIS-999999');
    reader.answer({ label: LABEL });
    expect(told.device).toMatchObject({ found: 'elsewhere', serial: known });
    expect(JSON.stringify(told.device)).not.toContain('customerName');
  });

  it('comes from a phone as a command behind its photo, under the command’s own id, once', async () => {
    const content = await photo();
    const sha256 = createHash('sha256').update(content).digest('hex');
    const id = randomUUID();
    const payload = { kind: 'equipment', photo: sha256, forVisit: 'VIS-000001' } as const;
    expect((await world.give(world.people.marc, 'reading.request', payload)).body).toMatchObject({ code: 'proof_missing' });
    await world.hub.app.inject({ method: 'PUT', url: `/v1/blobs/${sha256}`, headers: { ...world.people.marc, 'content-type': 'image/jpeg' }, payload: content });
    const answers = [await world.give(world.people.marc, 'reading.request', payload, { id }), await world.give(world.people.marc, 'reading.request', payload, { id })];
    expect(answers.map(({ body }) => [body.subject, body.replayed])).toEqual([[{ doctype: 'Reading', name: id }, false], [{ doctype: 'Reading', name: id }, true]]);
    expect(await settled(world, world.people.marc, id)).toMatchObject({ kind: 'equipment', visit: 'VIS-000001', label: { wifiKey: { value: 'pomme-12' } } });
  });

  it('is seen by the technician who took it and by no other', async () => {
    const { id } = await label(world.people.marc);
    expect((await world.get(world.people.julie, `/v1/vision/readings/${id}`)).status).toBe(404);
    expect((await world.get(world.people.julie, `/v1/vision/readings/${id}/pages/0`)).status).toBe(404);
    expect((await world.give(world.people.julie, 'reading.discard', { reading: id, reason: 'x' })).status).toBe(404);
    expect((await world.get<ReadingPage>(world.people.julie, '/v1/vision/readings')).body.total).toBe(0);
    expect((await send(world, world.people.marc, '/vision/equipment', { content: pdf(), type: 'application/pdf' })).body.code).toBe('unsupported_media');
  });

  it('becomes a device in stock when the office says so, once, and never a second of what is known', async () => {
    const { id } = await label(world.people.agent);
    const payload = { serial: 'TPLG99990077', category: 'ONT', brand: 'TP-Link', model: 'XX230v', macAddress: '02:00:5E:00:53:77', gponSerial: 'TPLG99990077', wifiName: 'Maison', reading: id } as const;
    const command = randomUUID();
    const answers = [await world.give(world.people.agent, 'equipment.receive', payload, { id: command }), await world.give(world.people.agent, 'equipment.receive', payload, { id: command })];
    expect(answers.map(({ status, body }) => [status, body.subject])).toEqual(Array(2).fill([200, { doctype: 'Service Equipment', name: 'TPLG99990077' }]));
    expect(await world.erp.get('Service Equipment', 'TPLG99990077')).toMatchObject({ status: 'In Stock', category: 'ONT', mac_address: '02:00:5E:00:53:77', gpon_serial: 'TPLG99990077', wifi_ssid: 'Maison' });
    for (const other of [{ ...payload, gponSerial: 'TPLG99990078', macAddress: '02:00:5E:00:53:78' }, { ...payload, serial: 'TPLG99990079', gponSerial: 'TPLG99990079' }])
      expect((await world.give(world.people.agent, 'equipment.receive', other)).body).toMatchObject({ code: 'equipment_known', facts: { serial: 'TPLG99990077' } });
    expect((await world.give(world.people.marc, 'equipment.receive', { ...payload, serial: 'TPLG99990080' })).body).toMatchObject({ code: 'forbidden' });
  });

  it('comes to the office as a document too, of one page', async () => {
    expect((await send(world, world.people.agent, '/vision/equipment', { content: pdf(), type: 'application/pdf' })).status).toBe(202);
    expect((await send(world, world.people.agent, '/vision/equipment', { content: pdf(2), type: 'application/pdf' })).body.code).toBe('unsupported_media');
  });

  it('keeps nothing of where a photo was taken', async () => {
    const { id } = await label(world.people.marc);
    const { rawPayload, headers } = await world.hub.app.inject({ url: `/v1/vision/readings/${id}/original`, headers: world.people.agent });
    expect([(await sharp(rawPayload).metadata()).exif, headers['content-disposition']]).toEqual([undefined, `attachment; filename="${id}.jpg"`]);
  });
});

describe('hostile uploads', () => {
  it('end in a problem each, for every gzip body of the hundred bombs', async () => {
    for (const { content } of BOMBS.gzip()) {
      const packed = await send(world, office(), '/vision/invoice', { content, type: 'application/pdf', headers: { 'content-encoding': 'gzip' } });
      expect([packed.status, packed.body.code]).toEqual([422, 'body_encoded']);
    }
    const plain = await send(world, office(), '/vision/invoice', { content: gzipSync(Buffer.alloc(5_000_000)), type: 'application/octet-stream' });
    expect([plain.status, plain.body.code]).toEqual([415, 'unsupported_media']);
  });

  it('are refused over 15 MB, with two files, with none, and as anything that is no picture', async () => {
    expect((await send(world, office(), '/vision/invoice', { content: Buffer.alloc(15 * 1024 * 1024 + 1, 'x'), type: 'application/pdf' })).body).toMatchObject({ code: 'too_large' });
    expect((await sendForm(world, office(), '/vision/invoice', { content: Buffer.alloc(15 * 1024 * 1024 + 1, 'x'), type: 'application/pdf', name: 'x.pdf' })).body).toMatchObject({ code: 'too_large' });
    expect((await send(world, office(), '/vision/invoice', { content: Buffer.from('{}'), type: 'application/json' })).body).toMatchObject({ code: 'unsupported_media' });
    expect((await send(world, office(), '/vision/invoice', { content: Buffer.from('--x--\r\n'), type: 'multipart/form-data; boundary=x' })).body).toMatchObject({ code: 'invalid_request' });
    expect((await sendForm(world, office(), '/vision/invoice', { content: Buffer.from('<svg onload="alert(1)"/>'), type: 'image/png', name: 'x.png' })).body).toMatchObject({ code: 'unsupported_media' });
  });
});

describe('what leaves the machine', () => {
  it('is nothing until an administrator allows it, and says so', async () => {
    const { body } = await world.get<VisionState>(world.people.agent, '/v1/vision/settings');
    expect(body).toEqual({ settings: { cloudAllowed: false, originalDays: 90, cloudPerDay: 200 }, cloud: null, cloudToday: 0 });
    const change = await world.hub.app.inject({ method: 'PUT', url: '/v1/vision/settings', headers: office(), payload: { ...body.settings, cloudAllowed: true } });
    expect(change.statusCode).toBe(403);
  });
});
