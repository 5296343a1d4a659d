import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../src/context.ts';
import { cancelDocument, deleteDocument, discardDocument, findDocument, insertDocument, readDocument, renameDocument, rowsOf, saveDocument, setValue, submitDocument, updateDocument } from '../src/documents.ts';
import type { SiteDocument } from '../src/hooks.ts';
import { openTradeSite, type TradeSite } from './trade-site.ts';

const ADMIN = 'Administrator';
let trade: TradeSite;
beforeAll(async () => {
  trade = await openTradeSite();
});
afterAll(() => trade.close());

const customer = (ctx: Context, name: string, more: object = {}): Promise<SiteDocument> => insertDocument(ctx, 'Fibre Customer', { customer_name: name, ...more });
const order = (ctx: Context, of: string, more: object = {}): Promise<SiteDocument> => insertDocument(ctx, 'Fibre Order', { customer: of, lines: [{ plan: 'Fibre 500', rate: '64.95' }], ...more });

describe('creating a document', () => {
  beforeAll(() => trade.as(ADMIN, (ctx) => customer(ctx, 'Émile Tremblay', { city: 'Huntingdon' })));

  it('fills defaults, the first option of a Select, fetched fields, numbers and standard fields', async () => {
    const doc = await trade.as(ADMIN, (ctx) => order(ctx, 'Émile Tremblay', { nonsense: 1, owner: 'mallory', creation: '1999-01-01' }));
    expect(doc).toMatchObject({ name: 'FO-2026-00001', naming_series: 'FO-.YYYY.-', customer_city: 'Huntingdon', status: 'Draft', ordered_on: '2026-03-10', placed_by: ADMIN, total: 0, docstatus: 0, idx: 0, owner: ADMIN, modified_by: ADMIN });
    expect(doc['creation']).toMatch(/^2026-03-10 10:00:\d\d\.\d{6}$/);
    expect(doc['modified']).toBe(doc['creation']);
    expect(doc).not.toHaveProperty('nonsense');
    expect(rowsOf(doc, 'lines')[0]).toMatchObject({ plan: 'Fibre 500', quantity: 1, rate: 64.95, idx: 1, parent: 'FO-2026-00001', parenttype: 'Fibre Order', parentfield: 'lines' });
    expect(rowsOf(doc, 'lines')[0]?.name).toMatch(/^[0-9a-v]{10}$/);
    expect(await trade.as(ADMIN, (ctx) => readDocument(ctx, 'Fibre Order', doc.name))).toMatchObject({ ...doc, lines: [{ plan: 'Fibre 500' }] });
  });

  it('finds a link without case and accents, and keeps the spelling of its target', async () => {
    const doc = await trade.as(ADMIN, (ctx) => order(ctx, 'emile TREMBLAY'));
    expect(doc['customer']).toBe('Émile Tremblay');
  });

  it('gives the number back when the request fails, and issues it again after the last one is deleted', async () => {
    const last = await trade.as(ADMIN, (ctx) => order(ctx, 'Émile Tremblay'));
    await trade.refusal(ADMIN, (ctx) => order(ctx, 'Émile Tremblay', { status: 'Lost' }));
    await trade.as(ADMIN, (ctx) => deleteDocument(ctx, 'Fibre Order', last.name));
    const next = await trade.as(ADMIN, (ctx) => order(ctx, 'Émile Tremblay'));
    expect(next.name).toBe(last.name);
  });

  it('tells a dangling link before a missing field, and all missing fields together', async () => {
    const dangling = await trade.refusal(ADMIN, (ctx) => insertDocument(ctx, 'Fibre Order', { customer: 'Nobody' }));
    expect([dangling.excType, dangling.httpStatus, dangling.message]).toEqual(['LinkValidationError', 417, 'Could not find Customer: Nobody']);
    const row = await trade.refusal(ADMIN, (ctx) => order(ctx, 'Émile Tremblay', { lines: [{ plan: 'x' }, { plan: 'y', customer: 'Nobody' }] }));
    expect(row.message).toBe('Could not find Row #2: Customer: Nobody');
    const missing = await trade.refusal(ADMIN, (ctx) => insertDocument(ctx, 'Fibre Order', { lines: [{ plan: ' ' }] }));
    expect(missing.excType).toBe('MandatoryError');
    expect(missing.messages.map((entry) => entry.message)).toEqual(['Error: Value missing for Fibre Order: Customer', 'Error: <strong>Fibre Order Line</strong> Row #1: Value missing for: Plan']);
    expect(missing.exceptionText).toMatch(/^\[Fibre Order, FO-2026-\d{5}\]: customer, plan$/);
  });

  it.each([
    ['Select', { kind: 'Alien' }, 'ValidationError', ' Kind cannot be "Alien". It should be one of "Residential", "Business"'],
    ['e-mail', { email: 'not-an-address' }, 'InvalidEmailAddressError', 'not-an-address is not a valid Email Address'],
    ['phone', { phone: '450 555 ext 3' }, 'InvalidPhoneNumberError', '450 555 ext 3 is not a valid Phone Number'],
    ['length', { city: 'x'.repeat(141) }, 'CharacterLengthExceededError', `Fibre Customer Long: '<strong>City</strong>' (${'x'.repeat(141)}) will get truncated, as max characters allowed is 140`],
    ['list', { city: ['a'] }, 'ValidationError', 'Value for City cannot be a list'],
  ])('refuses a wrong %s', async (_, values, excType, message) => {
    const refusal = await trade.refusal(ADMIN, (ctx) => customer(ctx, 'Long', values));
    expect([refusal.excType, refusal.httpStatus, refusal.message]).toEqual([excType, 417, message]);
  });

  it('refuses a taken name with 409 however it is written', async () => {
    const taken = await trade.refusal(ADMIN, (ctx) => insertDocument(ctx, 'Tag', { name: 'VIP' }).then(() => insertDocument(ctx, 'Tag', { name: 'vip' })));
    expect([taken.excType, taken.httpStatus]).toEqual(['DuplicateEntryError', 409]);
    expect(taken.messages).toEqual([{ message: 'Tag <strong>vip</strong> already exists', as_table: false, title: 'Duplicate Name', indicator: 'red' }]);
  });

  it('keeps emoji, drops NUL and half characters, and takes scripts out of markup', async () => {
    const doc = await trade.as(ADMIN, (ctx) => customer(ctx, 'Zoé 🐕', { city: 'St\0-Rémi \ud800' }));
    expect([doc.name, doc['city']]).toEqual(['Zoé 🐕', 'St-Rémi ']);
    const todo = await trade.as(ADMIN, (ctx) => insertDocument(ctx, 'ToDo', { description: '<p onclick="x()">Bonjour</p><script>alert(1)</script>' }));
    expect(todo['description']).toBe('<p>Bonjour</p>');
  });
});

describe('changing a document', () => {
  let doc: SiteDocument;
  beforeEach(async () => {
    doc = await trade.as(ADMIN, async (ctx) => {
      if ((await findDocument(ctx, 'Fibre Customer', 'Marie Roy')) === undefined) await customer(ctx, 'Marie Roy', { city: 'Napierville' });
      return order(ctx, 'Marie Roy', { lines: [{ plan: 'A', rate: 1 }, { plan: 'B', rate: 2 }] });
    });
  });

  it('changes the given keys only and moves `modified` on the document and its rows', async () => {
    const changed = await trade.as(ADMIN, (ctx) => updateDocument(ctx, 'Fibre Order', doc.name, { note: 'Rappeler' }));
    const stored = await trade.as(ADMIN, (ctx) => readDocument(ctx, 'Fibre Order', doc.name));
    expect(stored).toMatchObject({ note: 'Rappeler', customer: 'Marie Roy', creation: doc['creation'] });
    expect(String(stored['modified']) > String(doc['modified'])).toBe(true);
    expect(rowsOf(stored, 'lines').map((row) => row['modified'])).toEqual([changed['modified'], changed['modified']]);
  });

  it('replaces a table whole: rows left out go, rows kept are rebuilt from what was sent, new rows come, strangers are lost', async () => {
    const [first] = rowsOf(doc, 'lines');
    await trade.as(ADMIN, (ctx) => updateDocument(ctx, 'Fibre Order', doc.name, { lines: [{ plan: 'C' }, { name: first?.name, plan: 'A2' }, { name: 'stranger00', plan: 'Z' }] }));
    const stored = await trade.as(ADMIN, (ctx) => readDocument(ctx, 'Fibre Order', doc.name));
    expect(rowsOf(stored, 'lines').map((row) => [row['idx'], row['plan'], row['quantity'], row['rate']])).toEqual([[1, 'C', 1, 0], [2, 'A2', 0, 0]]);
    expect(rowsOf(stored, 'lines')[1]?.name).toBe(first?.name);
  });

  it('compares `modified` only when it was sent (PUT), always when the whole document is saved', async () => {
    await trade.as(ADMIN, (ctx) => updateDocument(ctx, 'Fibre Order', doc.name, { note: 'one' }));
    await trade.as(ADMIN, (ctx) => updateDocument(ctx, 'Fibre Order', doc.name, { note: 'two' }));
    const stale = await trade.refusal(ADMIN, (ctx) => updateDocument(ctx, 'Fibre Order', doc.name, { note: 'three', modified: doc['modified'] }));
    expect([stale.excType, stale.httpStatus]).toEqual(['TimestampMismatchError', 417]);
    expect((await trade.refusal(ADMIN, (ctx) => saveDocument(ctx, 'Fibre Order', { ...doc, modified: undefined }))).excType).toBe('TimestampMismatchError');
    const fresh = await trade.as(ADMIN, (ctx) => readDocument(ctx, 'Fibre Order', doc.name));
    const saved = await trade.as(ADMIN, (ctx) => saveDocument(ctx, 'Fibre Order', { ...fresh, note: undefined }));
    expect(saved['note']).toBeNull();
  });

  it('refuses to change what is set only once', async () => {
    expect((await trade.refusal(ADMIN, (ctx) => updateDocument(ctx, 'Fibre Order', doc.name, { naming_series: 'X-' }))).excType).toBe('CannotChangeConstantError');
  });

  it('sets single values, and those of a row through its parent', async () => {
    const [first] = rowsOf(doc, 'lines');
    const parent = await trade.as(ADMIN, (ctx) => setValue(ctx, 'Fibre Order Line', first?.name ?? '', { rate: 99 }));
    expect(parent).toMatchObject({ doctype: 'Fibre Order', name: doc.name, lines: [{ rate: 99, plan: 'A' }, { rate: 2 }] });
    expect((await trade.refusal(ADMIN, (ctx) => setValue(ctx, 'Fibre Order', doc.name, { modified: 'x' }))).message).toBe('Cannot edit standard fields');
  });

  it('keeps a Version of what changed, and none of the creation', async () => {
    const [first, second] = rowsOf(doc, 'lines');
    await trade.as(ADMIN, (ctx) => updateDocument(ctx, 'Fibre Order', doc.name, { total: 1234.5, lines: [{ ...first, rate: 5 }, { plan: 'N' }] }));
    const versions = await trade.as(ADMIN, (ctx) => ctx.db.rows<{ data: string }>('select data from "tabVersion" where docname = $1', [doc.name]));
    expect(versions).toHaveLength(1);
    expect(JSON.parse(versions[0]?.data ?? '')).toMatchObject({
      changed: [['total', 0, '$ 1,234.50']],
      added: [['lines', { plan: 'N' }]],
      removed: [['lines', { name: second?.name }]],
      row_changed: [['lines', 0, first?.name, [['rate', '$ 1.00', '$ 5.00']]]],
      data_import: null,
      updater_reference: null,
    });
  });
});

describe('submitting and cancelling', () => {
  let doc: SiteDocument;
  beforeEach(async () => {
    doc = await trade.as(ADMIN, async (ctx) => {
      if ((await findDocument(ctx, 'Fibre Customer', 'Luc Gagnon')) === undefined) await customer(ctx, 'Luc Gagnon');
      return order(ctx, 'Luc Gagnon');
    });
  });
  const standing = (docstatus: number) => trade.refusal(ADMIN, (ctx) => updateDocument(ctx, 'Fibre Order', doc.name, { docstatus }));

  it('follows the table of transitions', async () => {
    expect((await standing(2)).message).toBe('Cannot change docstatus from 0 (Draft) to 2 (Cancelled)');
    const submitted = await trade.as(ADMIN, (ctx) => submitDocument(ctx, 'Fibre Order', doc));
    expect([submitted['docstatus'], rowsOf(submitted, 'lines')[0]?.['docstatus']]).toEqual([1, 1]);
    const back = await standing(0);
    expect([back.excType, back.message, back.messages]).toEqual(['DocstatusTransitionError', 'Cannot change docstatus from 1 (Submitted) to 0 (Draft)', []]);
    await trade.as(ADMIN, (ctx) => cancelDocument(ctx, 'Fibre Order', doc.name));
    expect((await standing(1)).message).toBe('Cannot edit cancelled document');
  });

  it('lets a submitted document change only where its fields allow it', async () => {
    await trade.as(ADMIN, (ctx) => updateDocument(ctx, 'Fibre Order', doc.name, { docstatus: 1 }));
    await trade.as(ADMIN, (ctx) => updateDocument(ctx, 'Fibre Order', doc.name, { note: 'Allowed' }));
    const refusal = await trade.refusal(ADMIN, (ctx) => updateDocument(ctx, 'Fibre Order', doc.name, { status: 'Sent' }));
    expect([refusal.excType, refusal.messages[0]?.title]).toEqual(['UpdateAfterSubmitError', 'Cannot Update After Submit']);
    expect((await trade.refusal(ADMIN, (ctx) => updateDocument(ctx, 'Fibre Order', doc.name, { lines: [] }))).httpStatus).toBe(417);
  });

  it('creates and submits in one call, throws drafts away, amends only what is cancelled', async () => {
    const once = await trade.as(ADMIN, (ctx) => order(ctx, 'Luc Gagnon', { docstatus: 1 }));
    expect(once['docstatus']).toBe(1);
    expect((await trade.refusal(ADMIN, (ctx) => order(ctx, 'Luc Gagnon', { amended_from: once.name }))).message).toMatch(/cannot be amended because it is not cancelled/);
    await trade.as(ADMIN, (ctx) => cancelDocument(ctx, 'Fibre Order', once.name));
    const amended = await trade.as(ADMIN, (ctx) => order(ctx, 'Luc Gagnon', { amended_from: once.name }));
    expect(amended.name).toBe(`${once.name}-1`);
    expect((await trade.as(ADMIN, (ctx) => discardDocument(ctx, 'Fibre Order', doc.name)))['docstatus']).toBe(2);
    expect((await trade.refusal(ADMIN, (ctx) => discardDocument(ctx, 'Fibre Order', doc.name))).message).toBe('Only draft documents can be discarded');
  });

  it('refuses to delete what is submitted', async () => {
    await trade.as(ADMIN, (ctx) => updateDocument(ctx, 'Fibre Order', doc.name, { docstatus: 1 }));
    expect((await trade.refusal(ADMIN, (ctx) => deleteDocument(ctx, 'Fibre Order', doc.name))).message).toMatch(/^Fibre Order FO-2026-\d{5}: Submitted Record cannot be deleted\. You must <a [^>]*>Cancel<\/a> it first\.$/);
  });
});

describe('deleting and renaming', () => {
  it('refuses to delete what others link to, offering to disable it instead', async () => {
    await trade.as(ADMIN, async (ctx) => {
      await customer(ctx, 'Held');
      await order(ctx, 'Held');
    });
    const refusal = await trade.refusal(ADMIN, (ctx) => deleteDocument(ctx, 'Fibre Customer', 'Held'));
    expect(refusal.excType).toBe('LinkExistsError');
    expect(refusal.messages.map((entry) => entry.message)).toEqual([expect.stringMatching(/^Cannot delete or cancel because Fibre Customer .*Held.* is linked with Fibre Order .*FO-2026-/), 'You can disable this Fibre Customer instead of deleting it.']);
  });

  it('deletes a document with what is beside it and keeps a copy', async () => {
    await trade.as(ADMIN, (ctx) => customer(ctx, 'Free', { referred_by: undefined }));
    await trade.as(ADMIN, (ctx) => updateDocument(ctx, 'Fibre Customer', 'Free', { city: 'Laval', referred_by: 'Free' }));
    await trade.as(ADMIN, (ctx) => deleteDocument(ctx, 'Fibre Customer', 'free'));
    const missing = await trade.refusal(ADMIN, (ctx) => readDocument(ctx, 'Fibre Customer', 'Free'));
    expect([missing.excType, missing.httpStatus, missing.message]).toEqual(['DoesNotExistError', 404, 'Fibre Customer Free not found']);
    const kept = await trade.as(ADMIN, (ctx) => ctx.db.rows<{ data: string }>(`select data from "tabDeleted Document" where deleted_doctype = 'Fibre Customer' and deleted_name = 'Free'`));
    expect(JSON.parse(kept[0]?.data ?? '')).toMatchObject({ city: 'Laval' });
    expect(await trade.as(ADMIN, (ctx) => ctx.db.rows(`select name from "tabVersion" where docname = 'Free'`))).toEqual([]);
  });

  it('renames with every reference, and merges into another', async () => {
    const name = await trade.as(ADMIN, async (ctx) => {
      await customer(ctx, 'Old Name');
      await customer(ctx, 'Other');
      const doc = await order(ctx, 'Old Name', { reference_type: 'Fibre Customer', reference_name: 'Old Name' });
      expect(await renameDocument(ctx, 'Fibre Customer', 'Old Name', { to: ' New Name ' })).toBe('New Name');
      return doc.name;
    });
    expect(await trade.as(ADMIN, (ctx) => readDocument(ctx, 'Fibre Order', name))).toMatchObject({ customer: 'New Name', reference_name: 'New Name' });
    expect(await trade.as(ADMIN, (ctx) => readDocument(ctx, 'Fibre Customer', 'New Name'))).toMatchObject({ customer_name: 'New Name' });
    expect((await trade.refusal(ADMIN, (ctx) => renameDocument(ctx, 'Fibre Customer', 'New Name', { to: 'Other' }))).message).toBe('Another Fibre Customer with name Other exists, select another name');
    await trade.as(ADMIN, (ctx) => renameDocument(ctx, 'Fibre Customer', 'New Name', { to: 'Other', merge: true }));
    expect(await trade.as(ADMIN, (ctx) => readDocument(ctx, 'Fibre Order', name))).toMatchObject({ customer: 'Other' });
    expect((await trade.refusal(ADMIN, (ctx) => renameDocument(ctx, 'Fibre Order', name, { to: 'FO-X' }).then(() => renameDocument(ctx, 'Fibre Customer', 'Ghost', { to: 'G' })))).excType).toBe('DoesNotExistError');
  });
});

describe('Single DocTypes', () => {
  it('read as their defaults until they are set', async () => {
    expect(await trade.as(ADMIN, (ctx) => readDocument(ctx, 'Fibre Settings', 'Fibre Settings'))).toMatchObject({ name: 'Fibre Settings', welcome: 'Bonjour', retries: 3 });
    await trade.as(ADMIN, (ctx) => updateDocument(ctx, 'Fibre Settings', 'Fibre Settings', { retries: '5' }));
    expect(await trade.as(ADMIN, (ctx) => readDocument(ctx, 'Fibre Settings', 'Fibre Settings'))).toMatchObject({ welcome: 'Bonjour', retries: 5 });
  });
});

describe('rights', () => {
  beforeAll(async () => {
    await trade.as(ADMIN, async (ctx) => {
      await insertDocument(ctx, 'User', { email: 'agent@example.ca', first_name: 'Agathe', roles: [{ role: 'Service Agent' }] });
      await insertDocument(ctx, 'User', { email: 'tech@example.ca', first_name: 'Tom', roles: [{ role: 'Field Technician' }] });
      await customer(ctx, 'Rightful', { credit_limit: 500 });
    });
  });

  it('refuse what no role allows and tell nothing of what exists', async () => {
    const read = await trade.refusal('tech@example.ca', (ctx) => readDocument(ctx, 'Fibre Customer', 'Rightful'));
    expect([read.excType, read.httpStatus, read.errorMessage]).toEqual(['PermissionError', 403, "You need the 'read' permission on <strong>Fibre Customer</strong> Rightful to perform this action."]);
    expect((await trade.refusal('tech@example.ca', (ctx) => readDocument(ctx, 'Fibre Customer', 'Nobody'))).httpStatus).toBe(403);
    expect((await trade.refusal('Guest', (ctx) => insertDocument(ctx, 'Fibre Customer', { customer_name: 'x' }))).httpStatus).toBe(403);
  });

  it('allow owners their own where the role says so', async () => {
    const [own, other] = await trade.as(ADMIN, async (ctx) => [await order({ ...ctx, user: 'tech@example.ca' }, 'Rightful'), await order(ctx, 'Rightful')] as const);
    expect((await trade.as('tech@example.ca', (ctx) => updateDocument(ctx, 'Fibre Order', own.name, { note: 'mine' })))['note']).toBe('mine');
    expect((await trade.refusal('tech@example.ca', (ctx) => updateDocument(ctx, 'Fibre Order', other.name, { note: 'not mine' }))).httpStatus).toBe(403);
    expect((await trade.refusal('tech@example.ca', (ctx) => updateDocument(ctx, 'Fibre Order', own.name, { docstatus: 1 }))).httpStatus).toBe(403);
  });

  it('leave out fields above the level on reading and put them back on writing', async () => {
    expect(await trade.as('agent@example.ca', (ctx) => readDocument(ctx, 'Fibre Customer', 'Rightful'))).not.toHaveProperty('credit_limit');
    await trade.as('agent@example.ca', (ctx) => updateDocument(ctx, 'Fibre Customer', 'Rightful', { credit_limit: 9999, city: 'Laval' }));
    expect(await trade.as(ADMIN, (ctx) => readDocument(ctx, 'Fibre Customer', 'Rightful'))).toMatchObject({ credit_limit: 500, city: 'Laval' });
  });
});
