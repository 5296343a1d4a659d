import type { Role } from '@gigafibre/contracts';
import type { SiteRequest, SiteResponse } from '@gigafibre/frappe';
import { describe, expect, it } from 'vitest';
import { createGateway, type Asked, type Written } from '../../src/modules/gateway/gateway.service.ts';
import type { Answer } from '../../src/modules/gateway/answer.ts';

const AGATHE = { kind: 'staff', user: 'agent@demo.gigafibre.ca', displayName: 'Agathe Roy' } as const;
const STAMP = '2026-11-23 10:00:00.000001';
const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const bodyOf = (answer: Answer): unknown => JSON.parse(typeof answer.body === 'string' ? answer.body : new TextDecoder().decode(answer.body));

/** A gateway before an ERP that answers what it is told and remembers what it was asked. */
function rig(response: Partial<SiteResponse> & { data?: unknown } = {}) {
  const received: SiteRequest[] = [];
  const written: Written[] = [];
  const gateway = createGateway(
    async (request) => {
      received.push(request);
      return { status: response.status ?? 200, headers: {}, body: response.body ?? json({ data: response.data ?? [] }) };
    },
    async (change) => void written.push(change),
  );
  const ask = (method: string, target: string, { role = 'agent', body }: { role?: Role; body?: unknown } = {}): Promise<Answer> => gateway({ actor: AGATHE, roles: [role], method, target, body } satisfies Asked);
  return { ask, received, written };
}

const list = (doctype: string, query: Record<string, unknown>): string => `/api/resource/${encodeURIComponent(doctype)}?${new URLSearchParams(Object.entries(query).map(([key, value]): [string, string] => [key, typeof value === 'string' ? value : JSON.stringify(value)])).toString()}`;

describe('the ERP gateway', () => {
  it('writes the upstream request anew from what it understood', async () => {
    const { ask, received } = rig();
    await ask('GET', list('Issue', { fields: ['name', 'subject'], filters: { status: 'Open' }, order_by: 'opening_date desc', limit: '50' }));
    expect(received).toEqual([
      {
        method: 'GET', path: '/api/resource/Issue', headers: { accept: 'application/json' }, actor: 'agent@demo.gigafibre.ca',
        query: { fields: '["name","subject"]', filters: '[["status","=","Open"]]', order_by: 'opening_date desc, name asc', limit_start: '0', limit_page_length: '50' },
      },
    ]);
  });

  it('lets a change through only with the stamp it is based on, so that nobody’s edit is lost (R12)', async () => {
    const { ask, received, written } = rig({ data: { name: 'ISS-2026-00001', subject: 'Voyant rouge', customer: 'Luc Roy', modified: STAMP } });
    await expect(ask('PUT', '/api/resource/Issue/ISS-2026-00001', { body: { subject: 'Voyant rouge' } })).rejects.toMatchObject({ excType: 'ValidationError', status: 417 });
    await ask('PUT', '/api/resource/Issue/ISS-2026-00001', { body: { subject: 'Voyant rouge', modified: STAMP } });
    expect(received.map(({ method }) => method)).toEqual(['GET', 'PUT']);
    expect(JSON.parse(new TextDecoder().decode(received[1]?.body))).toEqual({ subject: 'Voyant rouge', modified: STAMP });
    expect(written).toMatchObject([{ actor: AGATHE, doctype: 'Issue', name: 'ISS-2026-00001', customer: 'Luc Roy', modified: STAMP }]);
  });

  it('refuses to change what only a command may change: statuses of visits, places of devices', async () => {
    const { ask, received } = rig();
    await expect(ask('PUT', '/api/resource/Dispatch%20Visit/VIS-000001', { role: 'dispatcher', body: { status: 'Done', modified: STAMP } })).rejects.toMatchObject({ status: 403 });
    await expect(ask('PUT', '/api/resource/Service%20Equipment/TPLG00000001', { role: 'admin', body: { customer: 'X', modified: STAMP } })).rejects.toMatchObject({ status: 403 });
    expect(received).toEqual([]);
  });

  it('knows no accounts, no permissions and none of the ERP’s own tables', async () => {
    await expect(rig().ask('GET', '/api/resource/User', { role: 'admin' })).rejects.toMatchObject({ status: 403 });
    await expect(rig().ask('GET', '/api/resource/DocType', { role: 'admin' })).rejects.toMatchObject({ status: 403 });
  });

  it('shows the invoices to accounting and not to the dispatcher', async () => {
    await expect(rig().ask('GET', '/api/resource/Sales%20Invoice', { role: 'accountant' })).resolves.toMatchObject({ status: 200 });
    await expect(rig().ask('GET', '/api/resource/Sales%20Invoice', { role: 'dispatcher' })).rejects.toMatchObject({ excType: 'PermissionError' });
  });

  it.each(['cmd=frappe.client.delete', 'run_method=get_doc', 'expand_links=1', 'group_by=owner', 'debug=1', 'parent=User'])('refuses the parameter %s, which makes Frappe do something else', async (parameter) => {
    await expect(rig().ask('GET', `/api/resource/Issue?${parameter}`)).rejects.toMatchObject({ excType: 'PermissionError', status: 403 });
  });

  it.each(['/api/resource/../resource/User', '/api/resource/%2e%2e/User', '/api/resource/Issue%2fX', '/api/resource/Issue%5cX', '/api/resource/Issue;cmd=x', '/api/resource//Issue', '/api/resource/Issue%00', '/api/resource/%252e%252e', 'http://elsewhere/api/resource/Issue', '/api/resource/%ff'])('finds no page at %s', async (target) => {
    await expect(rig().ask('GET', target)).rejects.toMatchObject({ excType: 'DoesNotExistError', status: 404 });
  });

  it('refuses a key given twice, on which two readers may disagree', async () => {
    await expect(rig().ask('GET', '/api/resource/Issue?limit=1&limit=200')).rejects.toMatchObject({ status: 417 });
  });

  it('refuses the line break that a careless pattern lets through', async () => {
    await expect(rig().ask('GET', list('Issue', { fields: ['name\n'] }))).rejects.toMatchObject({ excType: 'DataError' });
  });

  it('never hands out more than 200 rows at once', async () => {
    await expect(rig().ask('GET', list('Issue', { limit: '0' }))).rejects.toMatchObject({ status: 417 });
    await expect(rig().ask('GET', list('Issue', { limit: '201' }))).rejects.toMatchObject({ status: 417 });
  });

  it('removes from a document every field that the policy does not name, rows included', async () => {
    const { ask } = rig({ data: { name: 'VIS-000001', status: 'Planned', secret: 1, created_by_command: 'x', crew: [{ technician: 'TECH-001', role: 'Lead', password: 'y' }], commands: [{ command: 'z' }], doctype: 'Dispatch Visit' } });
    expect(bodyOf(await ask('GET', '/api/resource/Dispatch%20Visit/VIS-000001', { role: 'dispatcher' }))).toEqual({ data: { name: 'VIS-000001', status: 'Planned', crew: [{ technician: 'TECH-001', role: 'Lead' }], doctype: 'Dispatch Visit' } });
  });

  it('passes the ERP’s refusal on without its traceback', async () => {
    const { ask } = rig({ status: 417, body: json({ exc_type: 'TimestampMismatchError', exc: '["Traceback /home/frappe/…"]', exception: 'frappe.exceptions…', _server_messages: '["{}"]' }) });
    expect(bodyOf(await ask('PUT', '/api/resource/Issue/ISS-1', { body: { subject: 'x', modified: STAMP } }))).toEqual({ exc_type: 'TimestampMismatchError', _server_messages: '["{}"]' });
  });

  it('says nothing of an ERP that broke but that it did', async () => {
    const { ask } = rig({ status: 500, body: new TextEncoder().encode('<html>Traceback</html>') });
    expect(await ask('GET', '/api/resource/Issue')).toMatchObject({ status: 502, body: expect.not.stringContaining('Traceback') as string });
  });

  it.each([
    ['text where a check belongs', { has_dog: 'yes' }],
    ['a text longer than the ERP keeps', { gate_code: 'x'.repeat(141) }],
    ['an object where text belongs', { access_notes: { $gt: '' } }],
    ['a character that cannot be stored', { access_notes: 'a\u0000b' }],
  ])('refuses %s before the ERP sees it', async (_what, change) => {
    const { ask, received } = rig();
    await expect(ask('PUT', '/api/resource/Service%20Location/LOC-000001', { body: { ...change, modified: STAMP } })).rejects.toMatchObject({ status: 417 });
    expect(received).toEqual([]);
  });

  it('takes accents, emoji and quotes as the text they are', async () => {
    const { ask, received } = rig({ data: { name: 'LOC-000001' } });
    const access_notes = "L’entrée d'en arrière 🐕 '; --";
    await ask('PUT', '/api/resource/Service%20Location/LOC-000001', { body: { access_notes, modified: STAMP } });
    expect(JSON.parse(new TextDecoder().decode(received[1]?.body))).toEqual({ access_notes, modified: STAMP });
  });
});
