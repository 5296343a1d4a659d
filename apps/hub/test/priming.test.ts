import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue, Day, VanParts } from '@gigafibre/contracts';
import { layDevice, layHousehold, layTicket, layVisit } from './field-records.ts';
import { openFieldWorld, type FieldWorld } from './field-world.ts';

let world: FieldWorld;
beforeAll(async () => {
  world = await openFieldWorld();
  const home = await layHousehold(world.erp);
  await layVisit(world.erp, home, { technician: 'TECH-001' });
  await layTicket(world.erp, home, { subject: 'Lenteur le soir' });
  await layDevice(world.erp, { serial_no: 'TPLGAAAA0002', status: 'Active', customer: home.customer, service_location: home.location, gpon_serial: 'TPLGAAAA0002', barcode: 'CODE-2' });
  const item = { item_group: 'Consumable', stock_uom: 'Nos', is_stock_item: 1 } as const;
  await world.erp.insert('Item', { ...item, item_code: 'PRISE', item_name: 'Prise optique', standard_rate: 14.5 });
  await world.erp.insert('Item', { ...item, item_code: 'VIS', item_name: 'Vis à bois' });
  await world.erp.insert('Item', { ...item, item_code: 'INSTALL', item_name: 'Installation', item_group: 'Services', is_stock_item: 0, standard_rate: 99 } as never);
  await world.erp.insert('Item', { ...item, item_code: 'VIEUX', item_name: 'Retiré', disabled: 1 } as never);
  const { van_warehouse: van = '' } = await world.erp.get('Dispatch Technician', 'TECH-001');
  await world.erp.insert('Stock Entry', { docstatus: 1, stock_entry_type: 'Material Receipt', company: 'Gigafibre', to_warehouse: van, items: [{ item_code: 'PRISE', qty: 6, basic_rate: 1 }] } as never);
});
afterAll(() => world.close());

describe('What a phone is primed with (R46)', () => {
  it('prices the catalogue in cents, and calls an item without a price unpriced, never free', async () => {
    const { body } = await world.get<Catalogue>(world.people.marc, '/v1/day/catalogue');
    const mine = new Set(['PRISE', 'VIS', 'INSTALL', 'VIEUX']);
    expect(body.items.filter(({ item }) => mine.has(item)).map(({ item, kind, priceCents }) => [item, kind, priceCents])).toEqual([['INSTALL', 'service', 9900], ['PRISE', 'part', 1450], ['VIS', 'part', null]]);
  });

  it('counts the parts of the technician’s own van only', async () => {
    const his = await world.get<VanParts>(world.people.marc, '/v1/day/van');
    const hers = await world.get<VanParts>(world.people.julie, '/v1/day/van');
    expect([his.body.parts, hers.body.parts]).toEqual([[{ item: 'PRISE', quantity: 6 }], []]);
  });

  it('brings with a visit the open tickets of its customer and every code of the place’s devices', async () => {
    const { body } = await world.get<Day>(world.people.marc, '/v1/day');
    expect(body.visits[0]?.tickets.map(({ subject }) => subject)).toEqual(['Lenteur le soir']);
    expect(body.visits[0]?.equipment[0]).toMatchObject({ serial: 'TPLGAAAA0002', gponSerial: 'TPLGAAAA0002', barcode: 'CODE-2' });
  });

  it.each(['/v1/day', '/v1/day/catalogue', '/v1/day/van'])('answers %s without a body when nothing changed, tells as of when, and lets no browser cache keep it', async (url) => {
    const first = await world.get<object>(world.people.marc, url);
    const again = await world.hub.app.inject({ method: 'GET', url, headers: { ...world.people.marc, 'if-none-match': String(first.headers['etag']) } });
    expect([again.statusCode, again.body, again.headers['cache-control'], again.headers['x-gf-hub']]).toEqual([304, '', 'private, no-store', '1']);
    expect(again.headers['x-gf-as-of']).toBe((first.body as { asOf?: string }).asOf);
  });

  it('is for technicians alone', async () => {
    const codes = await Promise.all(['/v1/day/catalogue', '/v1/day/van'].map(async (url) => (await world.get<object>(world.people.dispatcher, url)).body.code));
    expect(codes).toEqual(['forbidden', 'forbidden']);
  });
});
