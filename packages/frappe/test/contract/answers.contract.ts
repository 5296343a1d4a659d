import { describe, expect, it } from 'vitest';
import { refused, type Voice } from './subject.ts';

export function describeAnswers(voice: () => Voice): void {
  describe('answers', () => {
    it('answers a ping', async () => {
      const { status, json, headers } = await voice().raw('GET', '/api/method/ping');
      expect([status, json]).toEqual([200, { message: 'pong' }]);
      expect(headers['content-type']).toMatch(/^application\/json/);
    });

    it('wraps documents in data and the results of methods in message', async () => {
      expect(Object.keys((await voice().raw('GET', '/api/resource/Role')).json)).toEqual(['data']);
      expect(typeof (await voice().raw('GET', '/api/method/frappe.auth.get_logged_user')).json['message']).toBe('string');
    });

    it('says in JSON that an address does not exist', async () => {
      const { status, json } = await voice().raw('GET', '/api/nowhere/at/all');
      expect([status, json['exc_type']]).toEqual([404, 'DoesNotExistError']);
    });

    it('refuses a method that does not exist', async () => {
      expect(await refused(voice().site.call('frappe.nowhere.at_all'))).toEqual(['ValidationError', 417]);
    });

    it('puts the words for people into messages that are decoded twice', async () => {
      const { status, json } = await voice().raw('GET', '/api/resource/Role/Nobody%20Of%20That%20Name');
      const [first] = JSON.parse(String(json['_server_messages'])) as string[];
      expect([status, json['exc_type'], (JSON.parse(first ?? '{}') as { message?: string }).message]).toEqual([404, 'DoesNotExistError', 'Role Nobody Of That Name not found']);
    });

    it('reads only the body of a request that has one in JSON', async () => {
      const { json } = await voice().raw('POST', '/api/method/frappe.client.get_count', { query: { doctype: 'NoSuchDocType' }, body: { doctype: 'Role', filters: { name: 'System Manager' } } });
      expect(json['message']).toBe(1);
    });

    it('refuses a body that is no JSON', async () => {
      const { status, json } = await voice().raw('POST', '/api/resource/ToDo', { body: '{"description":' });
      expect([status, json['exc_type']]).toEqual([417, 'DataError']);
    });

    it.each([
      ['the document itself', { description: 'contract' }],
      ['the document under data', { data: { description: 'contract' } }],
      ['the document as text under data', { data: '{"description":"contract"}' }],
    ])('creates from %s', async (_, body) => {
      const { status, json } = await voice().raw('POST', '/api/resource/ToDo', { body });
      const created = json['data'] as { name: string; description: string };
      expect([status, created.description]).toEqual([200, 'contract']);
      await voice().site.delete('ToDo', created.name);
    });

    it('creates from a form', async () => {
      const { json } = await voice().raw('POST', '/api/resource/ToDo', { body: 'description=contr%C3%A0t&priority=High', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
      const created = json['data'] as { name: string };
      expect(created).toMatchObject({ description: 'contràt', priority: 'High' });
      await voice().site.delete('ToDo', created.name);
    });

    it('answers a deletion with 202, and with 404 the second time', async () => {
      const { name } = await voice().site.insert('ToDo', { description: 'contract' });
      const first = await voice().raw('DELETE', `/api/resource/ToDo/${name}`);
      expect([first.status, first.json]).toEqual([202, { data: 'ok' }]);
      expect((await voice().raw('DELETE', `/api/resource/ToDo/${name}`)).status).toBe(404);
    });
  });
}
