import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteDocument, insertDocument, readDocument, updateDocument } from '../src/documents.ts';
import { openSite } from '../src/site/open.ts';
import { tradeDocTypes } from './fixtures.ts';
import { openTradeSite, type TradeSite } from './trade-site.ts';

const ADMIN = 'Administrator';
const permissions = [{ role: 'System Manager', permlevel: 0, read: 1, write: 1, create: 1, delete: 1 }];

describe('provisioning through documents', () => {
  let trade: TradeSite;
  beforeAll(async () => {
    trade = await openTradeSite();
  });
  afterAll(() => trade.close());

  it('makes a DocType usable in the request that creates it, and keeps it over a restart', async () => {
    const values = {
      name: 'Field Work Order', module: 'Custom', custom: 1, is_submittable: 1, search_fields: 'subject', title_field: 'subject',
      fields: [{ label: 'Subject', fieldtype: 'Data', reqd: 1 }, { fieldname: 'naming_series', label: 'Series', fieldtype: 'Select', options: 'FWO-.YYYY.-' }, { fieldname: 'customer', label: 'Customer', fieldtype: 'Link', options: 'Fibre Customer' }],
      permissions: [{ ...permissions[0], submit: 1, cancel: 1 }],
    };
    const order = await trade.as(ADMIN, async (ctx) => {
      const doctype = await insertDocument(ctx, 'DocType', values);
      expect(doctype).toMatchObject({ name: 'Field Work Order', autoname: 'naming_series:' });
      return insertDocument(ctx, 'Field Work Order', { subject: 'Trench' });
    });
    expect(order).toMatchObject({ name: 'FWO-2026-00001', amended_from: null });
    const again = await openSite({ pool: trade.site.pool, doctypes: tradeDocTypes, clock: trade.clock.now, random: () => 0.1, filesDir: '/tmp' });
    expect(again.metas.get('Field Work Order')?.isSubmittable).toBe(true);
  });

  it.each([
    ['no custom mark', { name: 'Plain', custom: 0 }, 'CannotCreateStandardDoctypeError'],
    ['a name with signs', { name: 'Bad/Name' }, 'NameError'],
    ['a field twice', { fields: [{ fieldname: 'a', fieldtype: 'Data' }, { fieldname: 'a', fieldtype: 'Int' }] }, 'ValidationError'],
    ['a reserved fieldname', { fields: [{ fieldname: 'parent', fieldtype: 'Data' }] }, 'ValidationError'],
    ['a Link to nothing', { fields: [{ fieldname: 'x', label: 'X', fieldtype: 'Link', options: 'Unheard Of' }] }, 'ValidationError'],
    ['a Table of no child', { fields: [{ fieldname: 'x', label: 'X', fieldtype: 'Table', options: 'User' }] }, 'ValidationError'],
    ['a title that is no field', { title_field: 'nope' }, 'ValidationError'],
    ['a role nobody knows', { permissions: [{ role: 'Ghost', read: 1 }] }, 'LinkValidationError'],
  ])('refuses a DocType with %s', async (_, values, excType) => {
    const refusal = await trade.refusal(ADMIN, (ctx) => insertDocument(ctx, 'DocType', { name: 'Some Type', module: 'Custom', custom: 1, permissions, fields: [{ fieldname: 'a', fieldtype: 'Data' }], ...values }));
    expect(refusal.excType).toBe(excType);
    expect(trade.site.metas.has('Some Type')).toBe(false);
  });

  it('adds a Custom Field as a column, under the name that was asked for, and once', async () => {
    const field = await trade.as(ADMIN, (ctx) => insertDocument(ctx, 'Custom Field', { dt: 'Fibre Customer', fieldname: 'gf_account_no', label: 'Account No', fieldtype: 'Data', unique: 1, insert_after: 'customer_name' }));
    expect(field.name).toBe('Fibre Customer-gf_account_no');
    await trade.as(ADMIN, (ctx) => insertDocument(ctx, 'Fibre Customer', { customer_name: 'A', gf_account_no: '17' }));
    await trade.as(ADMIN, (ctx) => insertDocument(ctx, 'Fibre Customer', { customer_name: 'A2', gf_account_no: '' }).then(() => insertDocument(ctx, 'Fibre Customer', { customer_name: 'A3', gf_account_no: '' })));
    const taken = await trade.refusal(ADMIN, (ctx) => insertDocument(ctx, 'Fibre Customer', { customer_name: 'B', gf_account_no: '17' }));
    expect([taken.excType, taken.httpStatus, taken.messages.map((entry) => entry.message)]).toEqual(['UniqueValidationError', 417, ['Account No must be unique']]);
    expect((await trade.refusal(ADMIN, (ctx) => insertDocument(ctx, 'Custom Field', { dt: 'Fibre Customer', fieldname: 'gf_account_no', label: 'x', fieldtype: 'Data' }))).message).toBe('A field with the name <strong>gf_account_no</strong> already exists in Fibre Customer');
    expect(trade.site.metas.get('Fibre Customer')?.fields.map((each) => each.fieldname).slice(0, 2)).toEqual(['customer_name', 'gf_account_no']);
  });

  it('lays a Property Setter over a field, the last one winning', async () => {
    const setter = { doctype_or_field: 'DocField', doc_type: 'Fibre Customer', field_name: 'kind', property: 'options', property_type: 'Text' };
    await trade.as(ADMIN, (ctx) => insertDocument(ctx, 'Property Setter', { ...setter, value: 'X' }));
    const doc = await trade.as(ADMIN, (ctx) => insertDocument(ctx, 'Property Setter', { ...setter, value: 'Home\nFarm' }));
    expect(doc.name).toBe('Fibre Customer-kind-options');
    const farm = await trade.as(ADMIN, (ctx) => insertDocument(ctx, 'Fibre Customer', { customer_name: 'Ferme', kind: 'Farm' }));
    expect(farm['kind']).toBe('Farm');
    await trade.as(ADMIN, (ctx) => deleteDocument(ctx, 'Property Setter', doc.name));
    expect((await trade.refusal(ADMIN, (ctx) => insertDocument(ctx, 'Fibre Customer', { customer_name: 'Ferme 2', kind: 'Farm' }))).httpStatus).toBe(417);
  });

  it('replaces all rights of a DocType by its first Custom DocPerm', async () => {
    await trade.as(ADMIN, (ctx) => insertDocument(ctx, 'User', { email: 'Agent2@Example.CA', first_name: 'A', roles: [{ role: 'Service Agent' }] }));
    await trade.as('agent2@example.ca', (ctx) => insertDocument(ctx, 'Fibre Customer', { customer_name: 'Before' }));
    await trade.as(ADMIN, (ctx) => insertDocument(ctx, 'Custom DocPerm', { parent: 'Fibre Customer', role: 'Service Agent', read: 1, write: 0, create: 0, delete: 0 }));
    expect((await trade.refusal('agent2@example.ca', (ctx) => insertDocument(ctx, 'Fibre Customer', { customer_name: 'After' }))).httpStatus).toBe(403);
  });

  it('leaves alone what comes from a file', async () => {
    expect((await trade.refusal(ADMIN, (ctx) => updateDocument(ctx, 'DocType', 'Fibre Order', { title_field: 'note' }))).message).toMatch(/^Not in Developer Mode!/);
    expect((await trade.refusal(ADMIN, (ctx) => deleteDocument(ctx, 'DocType', 'Fibre Order'))).message).toBe('Standard DocType can not be deleted.');
  });

  it('forgets a custom DocType that is deleted', async () => {
    await trade.as(ADMIN, (ctx) => insertDocument(ctx, 'DocType', { name: 'Passing', module: 'Custom', custom: 1, permissions, fields: [{ fieldname: 'a', fieldtype: 'Data' }] }));
    await trade.as(ADMIN, (ctx) => deleteDocument(ctx, 'DocType', 'Passing'));
    expect((await trade.refusal(ADMIN, (ctx) => insertDocument(ctx, 'Passing', {}))).excType).toBe('DoesNotExistError');
  });
});

describe('records beside a document', () => {
  let trade: TradeSite;
  beforeAll(async () => {
    trade = await openTradeSite();
    await trade.as(ADMIN, (ctx) => insertDocument(ctx, 'Fibre Customer', { customer_name: 'Beside' }));
  });
  afterAll(() => trade.close());

  it('keep comments and assignments in its side fields', async () => {
    const beside = () => trade.as(ADMIN, (ctx) => ctx.db.rows<{ _comments: string; _assign: string | null }>(`select _comments, _assign from "tabFibre Customer" where name = 'Beside'`));
    const todo = await trade.as(ADMIN, async (ctx) => {
      await insertDocument(ctx, 'Comment', { reference_doctype: 'Fibre Customer', reference_name: 'Beside', content: 'Très bien', comment_type: 'Comment' });
      return insertDocument(ctx, 'ToDo', { reference_type: 'Fibre Customer', reference_name: 'Beside', allocated_to: ADMIN, description: 'Call' });
    });
    const [row] = await beside();
    expect(JSON.parse(row?._comments ?? '')).toMatchObject([{ comment: 'Très bien', by: ADMIN }]);
    expect(row?._assign).toBe('["Administrator"]');
    await trade.as(ADMIN, (ctx) => updateDocument(ctx, 'ToDo', todo.name, { status: 'Closed' }));
    expect((await beside())[0]?._assign).toBeNull();
  });

  it('keep a typed password nowhere but as a hash', async () => {
    const user = await trade.as(ADMIN, (ctx) => insertDocument(ctx, 'User', { email: 'pw@example.ca', first_name: 'P', new_password: 'demo' }));
    expect(user['new_password']).toBe('');
    const secrets = await trade.as(ADMIN, (ctx) => ctx.db.rows<{ fieldname: string; secret: string }>(`select fieldname, secret from site_auth where name = 'pw@example.ca'`));
    expect(secrets).toEqual([{ fieldname: 'password', secret: expect.stringMatching(/^scrypt\$/) as string }]);
    expect((await trade.as(ADMIN, (ctx) => readDocument(ctx, 'User', 'pw@example.ca')))['full_name']).toBe('P');
  });
});
