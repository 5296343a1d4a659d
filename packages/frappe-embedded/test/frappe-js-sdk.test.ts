import { FrappeApp } from 'frappe-js-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGENT, MANAGER, openServedSite, PASSWORD, type OpenedSite } from './served-site.ts';

interface Customer {
  name: string;
  customer_name: string;
  city: string;
}

describe('the npm client frappe-js-sdk, unmodified, over HTTP', () => {
  let opened: OpenedSite;
  let app: FrappeApp;
  beforeAll(async () => {
    opened = await openServedSite();
    app = new FrappeApp(opened.url, { useToken: true, token: () => `${opened.key.apiKey}:${opened.key.apiSecret}`, type: 'token' });
    const db = app.db();
    await db.createDoc('Fibre Customer', { customer_name: 'Chloé Thérien', city: 'Saint-Rémi', kind: 'Residential' });
    await db.createDoc('Fibre Customer', { customer_name: 'Érablière Fortin', city: 'Huntingdon', kind: 'Business' });
  });
  afterAll(() => opened.close());

  it('signs in with a token', async () => {
    expect(await app.auth().getLoggedInUser()).toBe(MANAGER);
  });

  it('signs in with a password, works by its cookie, and signs out', async () => {
    const visitor = new FrappeApp(opened.url);
    const answer = await visitor.auth().loginWithUsernamePassword({ username: AGENT, password: PASSWORD });
    expect(answer).toMatchObject({ message: 'Logged In', home_page: '/desk', full_name: 'Agathe Roy' });
    await expect(visitor.auth().loginWithUsernamePassword({ username: AGENT, password: 'wrong' })).rejects.toMatchObject({ httpStatus: 401, message: 'Invalid login credentials' });
    await visitor.auth().logout();
    await expect(visitor.auth().getLoggedInUser()).rejects.toMatchObject({ httpStatus: 403 });
  });

  it('gets, lists, filters, orders and counts documents', async () => {
    const db = app.db();
    expect(await db.getDoc<Customer>('Fibre Customer', 'Chloé Thérien')).toMatchObject({ doctype: 'Fibre Customer', city: 'Saint-Rémi' });
    const business = await db.getDocList<Customer>('Fibre Customer', { fields: ['name', 'city'], filters: [['kind', '=', 'Business']], orderBy: { field: 'name', order: 'desc' }, limit: 5 });
    expect(business).toEqual([{ name: 'Érablière Fortin', city: 'Huntingdon' }]);
    expect(await db.getDocList('Fibre Customer', { asDict: false, limit: 1, limit_start: 1, orderBy: { field: 'name', order: 'asc' } })).toEqual([['Érablière Fortin']]);
    expect(await db.getCount('Fibre Customer', [['city', 'like', '%re%']])).toBe(1);
    expect(await db.getLastDoc('Fibre Customer')).toMatchObject({ name: 'Érablière Fortin' });
    expect(await db.getValue('Fibre Customer', 'city', [['name', '=', 'chloe therien']])).toMatchObject({ message: { city: 'Saint-Rémi' } });
  });

  it('creates, updates, renames and deletes a document', async () => {
    const db = app.db();
    const made = await db.createDoc('Fibre Customer', { customer_name: 'Ferme Caron', city: 'Napierville' });
    expect(made.name).toBe('Ferme Caron');
    expect(await db.updateDoc<Customer>('Fibre Customer', made.name, { city: 'Sherrington' })).toMatchObject({ city: 'Sherrington' });
    await db.setValue('Fibre Customer', made.name, 'city', 'Hemmingford');
    await db.renameDoc('Fibre Customer', made.name, 'Ferme Caron & fils');
    expect(await db.getDoc<Customer>('Fibre Customer', 'Ferme Caron & fils')).toMatchObject({ city: 'Hemmingford' });
    expect(await db.deleteDoc('Fibre Customer', 'Ferme Caron & fils')).toMatchObject({ data: 'ok' });
    await expect(db.getDoc('Fibre Customer', 'Ferme Caron & fils')).rejects.toMatchObject({ httpStatus: 404, exc_type: 'DoesNotExistError' });
  });

  it('submits and cancels', async () => {
    const db = app.db();
    const order = await db.createDoc('Fibre Order', { customer: 'Chloé Thérien', lines: [{ plan: 'Fibre 1G', rate: 74.95 }] });
    const sent: unknown = await db.submit(order);
    expect(sent).toMatchObject({ docstatus: 1 });
    expect(await db.cancel('Fibre Order', order.name)).toMatchObject({ message: { docstatus: 2 } });
  });

  it('calls methods with GET, POST, PUT and DELETE', async () => {
    const call = app.call();
    expect(await call.get('frappe.client.get_count', { doctype: 'Fibre Customer' })).toEqual({ message: 2 });
    expect(await call.post('frappe.client.get_list', { doctype: 'Fibre Customer', filters: { kind: 'Business' } })).toEqual({ message: [{ name: 'Érablière Fortin' }] });
    const set: unknown = await call.put('frappe.client.set_value', { doctype: 'Fibre Customer', name: 'Chloé Thérien', fieldname: 'phone', value: '450 555-0199' });
    expect(set).toMatchObject({ message: { phone: '450 555-0199', email: null } });
    await app.db().createDoc('Fibre Customer', { customer_name: 'Passager' });
    expect(await call.delete('frappe.client.delete', { doctype: 'Fibre Customer', name: 'Passager' })).toEqual({});
  });

  it('uploads a file beside a document', async () => {
    const photo = new File(['le contenu'], 'preuve été.txt', { type: 'text/plain' });
    const answer = await app.file().uploadFile(photo, { isPrivate: true, doctype: 'Fibre Customer', docname: 'Chloé Thérien' });
    expect(answer.data).toMatchObject({ message: { file_name: 'preuve été.txt', is_private: 1, file_size: 10, attached_to_name: 'Chloé Thérien' } });
  });

  it('searches as a link field does', async () => {
    const found: unknown = await app.call().get('frappe.desk.search.search_link', { doctype: 'Fibre Customer', txt: 'erabl' });
    expect(found).toMatchObject({ message: [{ value: 'Érablière Fortin' }] });
  });

  it('met no unforeseen error', () => {
    expect(opened.faults).toEqual([]);
  });
});
