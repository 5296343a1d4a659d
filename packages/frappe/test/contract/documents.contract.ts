import { describe, expect, it } from 'vitest';
import { refusal, refused, type Voice } from './subject.ts';
import { tradeOf, type Trade } from './trade.ts';

const STAMP = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{6})?$/;
const LINE = { plan: 'Fibre 500', quantity: 2, rate: 59.95 };
let places = 0;

export function describeDocuments(voice: () => Voice): void {
  const trade = (): Trade => tradeOf(voice());
  const place = (values: object = {}) => trade().create('Contract Place', { place_name: `D${String((places += 1))} Émile`, city: 'Sainte-Martine', ...values });
  const order = async (values: object = {}) => trade().create('Contract Order', { place: (await place()).name, lines: [LINE], ...values });

  describe('creating a document', () => {
    it('fills standard fields, defaults and fetched values, and leaves out what is null', async () => {
      const { name } = await order();
      const doc = await trade().read('Contract Order', name);
      expect(doc).toMatchObject({ doctype: 'Contract Order', docstatus: 0, idx: 0, place_city: 'Sainte-Martine', crates: 0, total: 0 });
      expect([doc['creation'], doc['modified']].every((stamp) => STAMP.test(String(stamp)))).toBe(true);
      expect(doc).not.toHaveProperty('note');
      expect((doc['lines'] as unknown[])[0]).toMatchObject({ idx: 1, parent: name, parenttype: 'Contract Order', parentfield: 'lines', doctype: 'Contract Line', ...LINE });
    });

    it('takes the first option of a Select and the default of a Check', async () => {
      expect(await place()).toMatchObject({ kind: 'House', active: 1, floor: 0 });
    });

    it('numbers a series without gaps and gives the number of the last one again after its deletion', async () => {
      const number = (name: string): number => Number(name.split('-').at(-1));
      const [first, second] = [await order(), await order()];
      expect(second.name).toMatch(/^CTO-\d{4}-\d{5}$/);
      expect(number(second.name)).toBe(number(first.name) + 1);
      await trade().remove('Contract Order', second.name);
      expect((await order()).name).toBe(second.name);
    });

    it('drops keys it does not know and a name it was not asked for', async () => {
      const doc = await order({ nonsense: 1, name: 'MINE' });
      expect([doc.name === 'MINE', 'nonsense' in doc]).toEqual([false, false]);
    });

    it('refuses what is missing, and says which field', async () => {
      const error = await refusal(trade().create('Contract Order', { place: (await place()).name }));
      expect([error.excType, error.httpStatus]).toEqual(['MandatoryError', 417]);
      expect(error.messages.join()).toContain('Lines');
    });

    it.each([
      ['a link to nothing', { place: 'Nowhere At All' }, 'LinkValidationError'],
      ['an address that is no e-mail', { email: 'not an address' }, 'InvalidEmailAddressError'],
      ['a negative number of things', { crates: -1 }, 'NonNegativeError'],
    ])('refuses %s', async (_, values, excType) => {
      expect(await refused(order(values))).toEqual([excType, 417]);
    });

    it('refuses an option that a Select does not have', async () => {
      expect(await refused(place({ kind: 'Castle' }))).toEqual(['ValidationError', 417]);
    });

    it('answers 409 for a name that exists, whatever its accents, and 417 for a unique value that exists', async () => {
      const first = await place({ account_no: `A-${String(places)}` });
      expect(await refused(trade().create('Contract Place', { place_name: first.name.toUpperCase().replace('É', 'E') }))).toEqual(['DuplicateEntryError', 409]);
      expect(await refused(place({ account_no: first['account_no'] }))).toEqual(['UniqueValidationError', 417]);
    });

    it('refuses text longer than its column', async () => {
      expect(await refused(place({ city: 'x'.repeat(141) }))).toEqual(['CharacterLengthExceededError', 417]);
    });

    it('keeps emoji, quotes and line breaks as they were sent', async () => {
      const note = "L'été 🚒 — '; --\n\"fin\"";
      expect((await trade().read('Contract Order', (await order({ note })).name))['note']).toBe(note);
    });
  });

  describe('changing a document', () => {
    it('changes only the fields it was sent and moves the moment of change', async () => {
      const before = await place({ floor: 3 });
      const after = await trade().change('Contract Place', before.name, { city: 'Beauharnois' });
      expect(after).toMatchObject({ city: 'Beauharnois', floor: 3, creation: before['creation'] });
      expect(String(after['modified']) > String(before['modified'])).toBe(true);
    });

    it('refuses work based on a copy that someone else has since changed', async () => {
      const copy = await place();
      await trade().change('Contract Place', copy.name, { city: 'Huntingdon' });
      expect(await refused(trade().change('Contract Place', copy.name, { city: 'Ormstown', modified: copy['modified'] }))).toEqual(['TimestampMismatchError', 417]);
      const fresh = await trade().read('Contract Place', copy.name);
      expect(await trade().change('Contract Place', copy.name, { city: 'Ormstown', modified: fresh['modified'] })).toMatchObject({ city: 'Ormstown' });
    });

    it('lets the last one win when nobody says which copy was read', async () => {
      const { name } = await place();
      await Promise.all(['Elgin', 'Dundee', 'Godmanchester'].map((city) => trade().change('Contract Place', name, { city })));
      expect(['Elgin', 'Dundee', 'Godmanchester']).toContain((await trade().read('Contract Place', name))['city']);
    });

    it('replaces a table whole, keeping the rows that are named and numbering all anew', async () => {
      const doc = await order({ lines: [{ plan: 'A' }, { plan: 'B' }, { plan: 'C' }] });
      const [, b] = doc['lines'] as { name: string }[];
      await trade().change('Contract Order', doc.name, { lines: [{ plan: 'Z' }, { name: b?.name, plan: 'B2' }] });
      const lines = (await trade().read('Contract Order', doc.name))['lines'] as { name: string; plan: string; idx: number }[];
      expect(lines.map(({ plan, idx }) => [plan, idx])).toEqual([['Z', 1], ['B2', 2]]);
      expect(lines[1]?.name).toBe(b?.name);
    });

    it('empties a field that is sent as null', async () => {
      const { name } = await place();
      await trade().change('Contract Place', name, { city: null });
      expect(await trade().read('Contract Place', name)).not.toHaveProperty('city');
    });

    it('answers 404 for a document that does not exist', async () => {
      expect(await refused(trade().change('Contract Place', 'Nowhere At All', { city: 'x' }))).toEqual(['DoesNotExistError', 404]);
    });

    it('records who changed what from which value', async () => {
      const { name } = await place();
      await trade().change('Contract Place', name, { city: 'Franklin' });
      const [version] = await voice().site.list('Version', { fields: ['data'], filters: [['ref_doctype', '=', 'Contract Place'], ['docname', '=', name]] });
      expect((JSON.parse(version?.data ?? '{}') as { changed?: unknown[] }).changed).toContainEqual(['city', 'Sainte-Martine', 'Franklin']);
    });

    it('sets single values by method', async () => {
      const { name } = await place();
      expect(await voice().site.call('frappe.client.set_value', { doctype: 'Contract Place', name, fieldname: { floor: 0, city: 'Elgin' } })).toMatchObject({ floor: 0, city: 'Elgin' });
      expect(await voice().site.call('frappe.client.get_value', { doctype: 'Contract Place', filters: { name }, fieldname: ['city', 'floor'] }, 'GET')).toEqual({ city: 'Elgin', floor: 0 });
    });
  });

  describe('submitting, cancelling and deleting', () => {
    it('submits a draft, keeps its figures from then on, and lets the note change', async () => {
      const doc = await order();
      expect(await trade().change('Contract Order', doc.name, { docstatus: 1 })).toMatchObject({ docstatus: 1 });
      expect(await refused(trade().change('Contract Order', doc.name, { crates: 9 }))).toEqual(['UpdateAfterSubmitError', 417]);
      expect(await trade().change('Contract Order', doc.name, { note: 'Later' })).toMatchObject({ note: 'Later' });
    });

    it('refuses to cancel a draft, to reopen what was submitted, and to touch what was cancelled', async () => {
      const doc = await order();
      expect(await refused(trade().change('Contract Order', doc.name, { docstatus: 2 }))).toEqual(['DocstatusTransitionError', 417]);
      await trade().change('Contract Order', doc.name, { docstatus: 1 });
      expect(await refused(trade().change('Contract Order', doc.name, { docstatus: 0 }))).toEqual(['DocstatusTransitionError', 417]);
      await trade().change('Contract Order', doc.name, { docstatus: 2 });
      expect(await refused(trade().change('Contract Order', doc.name, { note: 'x' }))).toEqual(['ValidationError', 417]);
    });

    it('names an amendment after the cancelled original', async () => {
      const doc = await order({ docstatus: 1 });
      expect(await refused(order({ amended_from: doc.name }))).toEqual(['ValidationError', 417]);
      await voice().site.call('frappe.client.cancel', { doctype: 'Contract Order', name: doc.name });
      expect((await order({ amended_from: doc.name })).name).toBe(`${doc.name}-1`);
    });

    it('refuses to delete what is submitted or what others stand on', async () => {
      const doc = await order({ docstatus: 1 });
      expect(await refused(trade().remove('Contract Order', doc.name))).toEqual(['ValidationError', 417]);
      expect(await refused(trade().remove('Contract Place', String(doc['place'])))).toEqual(['LinkExistsError', 417]);
    });

    it('renames a document and every link to it', async () => {
      const doc = await order();
      const name = `${String(doc['place'])} renamed`;
      await voice().site.call('frappe.client.rename_doc', { doctype: 'Contract Place', old_name: doc['place'], new_name: name });
      expect(await trade().read('Contract Order', doc.name)).toMatchObject({ place: name });
    });
  });

  describe('files', () => {
    it('keeps a private file beside its document, and its content once however often it is sent', async () => {
      const { name } = await place();
      const photo = { name: 'façade.txt', content: new TextEncoder().encode(`photo of ${name}`), isPrivate: true, attachedTo: { doctype: 'Contract Place' as 'ToDo', name } };
      const [first, second] = [await voice().site.upload(photo), await voice().site.upload(photo)];
      expect(first).toMatchObject({ is_private: 1, attached_to_doctype: 'Contract Place', attached_to_name: name, file_size: photo.content.length });
      expect(first.file_url).toMatch(/^\/private\/files\//);
      expect([second.file_url, second.name === first.name]).toEqual([first.file_url, false]);
    });
  });
}
