import { afterEach, describe, expect, it } from 'vitest';
import { createFrappeSite, createHttpTransport, type FrappeError, type HttpTransportOptions } from '../src/index.ts';
import { answering, type Answer, type Received } from './answering-server.ts';

const KEY = { key: 'abc', secret: 'def' };
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function siteAnswering(answers: readonly Answer[], options: Partial<HttpTransportOptions> & { timeoutMs?: number } = {}) {
  const server = await answering(...answers);
  const waited: number[] = [];
  const transport = createHttpTransport({ origin: server.origin, keyFor: () => KEY, wait: async (milliseconds) => void waited.push(milliseconds), ...options });
  closing.push(server.close);
  const site = createFrappeSite({ transport, ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }) });
  return { site, transport, waited, received: server.received };
}

const DOC = { status: 200, body: { data: { name: 'A', doctype: 'Issue' } } };
const error = (call: Promise<unknown>): Promise<FrappeError> => call.then(() => expect.unreachable('it was not refused'), (raised: unknown) => raised as FrappeError);
const parameters = (received: Received | undefined): URLSearchParams => new URL(`http://erp${received?.url ?? ''}`).searchParams;

describe('what is sent to the ERP', () => {
  it('signs as the user it acts for and asks for JSON, and sends nothing else of the caller', async () => {
    const { transport, received } = await siteAnswering([{ status: 200, body: {} }], { keyFor: (actor) => ({ key: `key-of-${actor ?? ''}`, secret: 's' }) });
    await transport({ method: 'GET', path: '/api/resource/Issue', actor: 'agent@demo.gigafibre.ca', headers: { Cookie: 'sid=x', Authorization: 'token stolen:key', 'X-Frappe-CMD': 'login', 'Frappe-Authorization-Source': 'User', accept: 'application/json' } });
    const sent = Object.entries(received[0]!.headers).filter(([name]) => !['host', 'connection'].includes(name));
    expect(Object.fromEntries(sent)).toEqual({ accept: 'application/json', authorization: 'token key-of-agent@demo.gigafibre.ca:s' });
  });

  it('sends nothing for a user who has no key', async () => {
    const { site, received } = await siteAnswering([DOC], { keyFor: () => undefined });
    expect(await error(site.as('nobody@demo.gigafibre.ca').get('Issue', 'A'))).toMatchObject({ excType: 'AuthenticationError' });
    expect(received).toEqual([]);
  });

  it.each(['/api/resource/../../login', '/app/issue', '/api/resource/Issue?cmd=login', '//elsewhere/api'])('refuses the address %s', async (path) => {
    const { transport, received } = await siteAnswering([DOC]);
    await expect(transport({ method: 'GET', path })).rejects.toThrow(RangeError);
    expect(received).toEqual([]);
  });

  it('says which fields, which order and how many rows, with the name as the last word of the order', async () => {
    const { site, received } = await siteAnswering([{ status: 200, body: { data: [] } }]);
    await site.list('Issue', { fields: ['name', 'subject'], filters: [['status', '=', 'Open']] });
    expect(Object.fromEntries(parameters(received[0]))).toEqual({ fields: '["name","subject"]', filters: '[["status","=","Open"]]', order_by: 'creation desc, name desc', limit_start: '0', limit_page_length: '20' });
  });

  it('sends filters too long for an address in a body', async () => {
    const { site, received } = await siteAnswering([{ status: 200, body: { message: [{ name: 'A', customer: null }] } }]);
    const names = Array.from({ length: 900 }, (_, i) => `ISS-2026-${String(i).padStart(5, '0')}`);
    expect(await site.list('Issue', { filters: [['name', 'in', names]] })).toEqual([{ name: 'A' }]);
    expect(received[0]).toMatchObject({ method: 'POST', url: '/api/method/frappe.client.get_list' });
    expect(JSON.parse(received[0]!.body)).toMatchObject({ doctype: 'Issue', filters: [['name', 'in', names]] });
  });

  it('writes names with blanks, slashes and accents into the address without losing any', async () => {
    const { site, received } = await siteAnswering([DOC]);
    await site.get('Customer', 'Émile & Fils / Bornes 50 %?');
    expect(received[0]?.url).toBe('/api/resource/Customer/%C3%89mile%20%26%20Fils%20%2F%20Bornes%2050%20%25%3F');
  });
});

describe('when the ERP or the way to it fails', () => {
  it('reads again after a gateway error, waiting as long as it was told', async () => {
    const { site, waited, received } = await siteAnswering([{ status: 503, headers: { 'retry-after': '2' } }, { status: 502 }, DOC]);
    expect(await site.get('Issue', 'A')).toMatchObject({ name: 'A' });
    expect([received.length, waited]).toEqual([3, [2000, 500]]);
  });

  it('reads again after a deadlock and after a connection that was cut', async () => {
    const { site, received } = await siteAnswering([{ status: 500, body: { exc_type: 'QueryDeadlockError' } }, 'hang up', DOC]);
    await site.get('Issue', 'A');
    expect(received.length).toBe(3);
  });

  it('never repeats a write that may have arrived', async () => {
    for (const answer of ['hang up', { status: 503 }] as const) {
      const { site, received } = await siteAnswering([answer]);
      await error(site.insert('Issue', { subject: 'Pas de signal' }));
      expect(received.length).toBe(1);
    }
  });

  it('tries even a write again while the ERP does not accept connections, then says it is unreachable', async () => {
    const waited: number[] = [];
    const gone = await answering(DOC);
    await gone.close();
    const transport = createHttpTransport({ origin: gone.origin, keyFor: () => KEY, wait: async (ms) => void waited.push(ms) });
    expect(await error(createFrappeSite({ transport }).insert('Issue', { subject: 'x' }))).toMatchObject({ excType: 'Unreachable', httpStatus: 0 });
    expect(waited).toEqual([100, 500]);
  });

  it('gives up when the time is over and does not ask again', async () => {
    const { site, received } = await siteAnswering(['silence'], { timeoutMs: 50 });
    expect(await error(site.get('Issue', 'A'))).toMatchObject({ excType: 'Timeout' });
    expect(received.length).toBe(1);
  });

  it('follows no redirect and keeps no cookie', async () => {
    const { site, received } = await siteAnswering([{ status: 302, headers: { location: 'http://127.0.0.1:1/', 'set-cookie': 'sid=Guest' } }, DOC]);
    expect(await error(site.get('Issue', 'A'))).toMatchObject({ excType: 'UnexpectedAnswer', httpStatus: 302 });
    await site.get('Issue', 'A');
    expect(received[1]?.headers.cookie).toBeUndefined();
  });
});

describe('what the ERP refuses', () => {
  const message = (text: string) => JSON.stringify([JSON.stringify({ message: text, indicator: 'red' })]);

  it('keeps the name of the refusal and its words without markup', async () => {
    const { site } = await siteAnswering([{ status: 417, body: { exc_type: 'LinkExistsError', exception: 'frappe.exceptions.LinkExistsError: x', _server_messages: message('Cannot delete <a href="/app/x">Émile &amp; Fils</a><br>Row: 3') } }]);
    const raised = await error(site.delete('Customer', 'Émile & Fils'));
    expect([raised.excType, raised.httpStatus, raised.messages]).toEqual(['LinkExistsError', 417, ['Cannot delete Émile & Fils Row: 3']]);
  });

  it('takes the words of the exception when nothing else is said', async () => {
    const { site } = await siteAnswering([{ status: 417, body: { exc_type: 'MandatoryError', exception: 'frappe.exceptions.MandatoryError: [Issue, None]: subject' } }]);
    expect((await error(site.insert('Issue', {}))).messages).toEqual(['[Issue, None]: subject']);
  });

  it('finds nothing for a document that does not exist, and still says when reading is forbidden', async () => {
    const { site } = await siteAnswering([{ status: 404, body: { exc_type: 'DoesNotExistError' } }, { status: 403, body: { exc_type: 'PermissionError' } }]);
    expect(await site.find('Issue', 'A')).toBeUndefined();
    expect(await error(site.find('Issue', 'A'))).toMatchObject({ excType: 'PermissionError' });
  });

  it('does not take a page of a proxy for an answer', async () => {
    const { site } = await siteAnswering([{ status: 405, body: '<!doctype html><title>405</title>' }, { status: 200, body: '<html>' }]);
    expect(await error(site.get('Issue', 'A'))).toMatchObject({ excType: 'UnexpectedAnswer', httpStatus: 405 });
    expect(await error(site.get('Issue', 'A'))).toMatchObject({ excType: 'UnexpectedAnswer', httpStatus: 200 });
  });
});
