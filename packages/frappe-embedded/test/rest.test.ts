import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueCsrfToken } from '../src/auth/sessions.ts';
import { AGENT, MANAGER, openServedSite, PASSWORD, type OpenedSite } from './served-site.ts';

interface Got {
  status: number;
  text: string;
  body: Record<string, unknown>;
  headers: Headers;
}

describe('the REST face over HTTP', () => {
  let opened: OpenedSite;
  let token: Record<string, string>;
  beforeAll(async () => {
    opened = await openServedSite();
    token = { authorization: `token ${opened.key.apiKey}:${opened.key.apiSecret}` };
    await send('POST', '/api/resource/Fibre Customer', { customer_name: 'Chloé Thérien', credit_limit: 100 });
  });
  afterAll(() => opened.close());

  const ask = async (path: string, init: RequestInit = {}): Promise<Got> => {
    const answer = await fetch(`${opened.url}${path}`, init);
    const text = await answer.text();
    return { status: answer.status, text, headers: answer.headers, body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {} };
  };
  const get = (path: string, headers: Record<string, string> = token): Promise<Got> => ask(path, { headers });
  const send = (method: string, path: string, json: unknown, headers: Record<string, string> = token): Promise<Got> =>
    ask(path, { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(json) });
  const outcome = ({ status, body }: Got): [number, unknown] => [status, body['exc_type']];

  describe('who asks', () => {
    it('answers ping to anybody, in both versions', async () => {
      expect((await get('/api/method/ping', {})).text).toBe('{"message":"pong"}');
      expect((await get('/api/v1/method/ping/', {})).text).toBe('{"message":"pong"}');
      expect((await get('/api/v2/method/ping', {})).text).toBe('{"data":"pong"}');
    });

    it('takes token, Basic and Bearer, whatever the case of the scheme', async () => {
      const { apiKey, apiSecret } = opened.key;
      const pair = `${apiKey}:${apiSecret}`;
      for (const authorization of [`token ${pair}`, `TOKEN ${pair}`, `Basic ${btoa(pair)}`, `Bearer ${pair}`]) {
        expect((await get('/api/method/frappe.auth.get_logged_user', { authorization })).text).toBe(`{"message":"${MANAGER}"}`);
      }
    });

    it('refuses wrong keys with 401 and nothing but the exception, undecodable ones with 400, none with 403', async () => {
      for (const authorization of [`Basic ${btoa('\0:\0')}`, 'token wrong:secret', `token ${opened.key.apiKey}:wrong`, 'token nonsense', 'Digest a:b']) {
        const answer = await get('/api/resource/ToDo', { authorization });
        expect([answer.status, answer.text]).toEqual([401, '{"exc_type":"AuthenticationError"}']);
      }
      expect(outcome(await get('/api/resource/ToDo', { authorization: 'Basic %%%' }))).toEqual([400, 'InvalidAuthorizationToken']);
      expect(outcome(await get('/api/resource/Fibre Customer', {}))).toEqual([403, 'PermissionError']);
      expect(outcome(await get('/api/method/frappe.auth.get_logged_user', {}))).toEqual([403, 'PermissionError']);
    });

    it('forgets a key when its user is disabled', async () => {
      const { body } = await send('POST', '/api/method/frappe.core.doctype.user.user.generate_keys', { user: AGENT });
      const { api_key: key, api_secret: secret } = body['message'] as { api_key: string; api_secret: string };
      expect(`${key} ${secret}`).toMatch(/^[0-9a-f]{15} [0-9a-f]{15}$/);
      const headers = { authorization: `token ${key}:${secret}` };
      expect((await get('/api/method/frappe.auth.get_logged_user', headers)).status).toBe(200);
      expect((await get('/api/method/frappe.auth.get_logged_user', headers)).status).toBe(200);
      expect((await send('PUT', `/api/resource/User/${AGENT}`, { enabled: 0 })).status).toBe(200);
      expect((await get('/api/method/frappe.auth.get_logged_user', headers)).status).toBe(401);
      await send('PUT', `/api/resource/User/${AGENT}`, { enabled: 1 });
    });

    it('opens a session by password, by form or JSON, and says why it does not', async () => {
      const form = await ask('/api/method/login', { method: 'POST', body: new URLSearchParams({ usr: MANAGER, pwd: PASSWORD }) });
      expect(form.text).toBe('{"message":"Logged In","home_page":"/desk","full_name":"Marie Gérante"}');
      const sid = form.headers.getSetCookie().find((cookie) => cookie.startsWith('sid='));
      expect(sid).toMatch(/^sid=[0-9a-f]{56};.*HttpOnly;.*SameSite=Lax/);
      const cookie = sid?.split(';')[0] ?? '';
      expect((await get('/api/method/frappe.auth.get_logged_user', { cookie })).text).toBe(`{"message":"${MANAGER}"}`);
      expect(outcome(await get('/api/method/logout', { cookie }))).toEqual([403, 'PermissionError']);
      expect((await send('POST', '/api/method/logout', {}, { cookie })).status).toBe(200);
      const after = await get('/api/method/frappe.auth.get_logged_user', { cookie });
      expect([after.status, after.body['session_expired']]).toEqual([403, 1]);
      const wrong = await send('POST', '/api/method/login', { usr: MANAGER, pwd: 'x' }, {});
      expect([wrong.status, wrong.text]).toEqual([401, '{"message":"Invalid login credentials","exc_type":"AuthenticationError"}']);
    });

    it('locks an account for a minute after ten failures', async () => {
      for (let tries = 0; tries < 10; tries += 1) await send('POST', '/api/method/login', { usr: 'nobody@example.com', pwd: 'x' }, {});
      expect(outcome(await send('POST', '/api/method/login', { usr: 'nobody@example.com', pwd: 'x' }, {}))).toEqual([500, 'SecurityException']);
      opened.clock.advance({ seconds: 61 });
      expect((await send('POST', '/api/method/login', { usr: 'nobody@example.com', pwd: 'x' }, {})).status).toBe(401);
    });

    it('wants the CSRF token only from sessions that hold one', async () => {
      const login = await send('POST', '/api/method/login', { usr: AGENT, pwd: PASSWORD }, {});
      const cookie = login.headers.getSetCookie().find((each) => each.startsWith('sid='))?.split(';')[0] ?? '';
      const comment = { reference_doctype: 'Fibre Customer', reference_name: 'Chloé Thérien', content: 'Rappelée', comment_email: AGENT, comment_by: 'Agathe' };
      expect((await send('POST', '/api/method/frappe.desk.form.utils.add_comment', comment, { cookie })).status).toBe(200);
      const csrf = await opened.asAdministrator((ctx) => issueCsrfToken(ctx.db, cookie.slice(4)));
      expect(outcome(await send('POST', '/api/method/frappe.desk.form.utils.add_comment', comment, { cookie }))).toEqual([400, 'CSRFTokenError']);
      expect(outcome(await send('POST', '/api/method/frappe.desk.form.utils.add_comment', comment, { cookie, ...token }))).toEqual([400, 'CSRFTokenError']);
      expect((await send('POST', '/api/method/frappe.desk.form.utils.add_comment', comment, { cookie, 'x-frappe-csrf-token': csrf })).status).toBe(200);
    });
  });

  describe('where it leads', () => {
    it('knows no other paths, and answers a wrong verb with a page', async () => {
      expect(outcome(await get('/api/nowhere'))).toEqual([404, 'DoesNotExistError']);
      const wrong = await ask('/api/resource/ToDo/x', { method: 'PATCH', headers: token });
      expect([wrong.status, wrong.headers.get('content-type')]).toEqual([405, 'text/html; charset=utf-8']);
      expect(outcome(await get('/api/method/frappe.client.nonsense'))).toEqual([417, 'ValidationError']);
      expect(outcome(await get('/api/method/frappe.client.insert'))).toEqual([403, 'PermissionError']);
      expect(outcome(await get('/api/method/frappe.client.get_count'))).toEqual([500, 'TypeError']);
    });

    it('hides the query behind a JSON body, and merges it under a form', async () => {
      const hidden = await send('POST', '/api/method/frappe.client.get_count?doctype=ToDo', { doctype: 'Fibre Customer' });
      expect(hidden.body['message']).toBe(1);
      const merged = await ask('/api/method/frappe.client.get_count?doctype=ToDo&_=1', { method: 'POST', headers: token, body: new URLSearchParams({ doctype: 'Fibre Customer' }) });
      expect(merged.body['message']).toBe(1);
      expect(outcome(await ask('/api/resource/ToDo', { method: 'POST', headers: { ...token, 'content-type': 'application/json' }, body: '{"a":' }))).toEqual([417, 'DataError']);
    });

    it('still takes cmd at the root', async () => {
      const answer = await ask('/', { method: 'POST', headers: token, body: new URLSearchParams({ cmd: 'frappe.client.get_count', doctype: 'Fibre Customer' }) });
      expect(answer.text).toBe('{"message":1}');
    });

    it('finds documents whose names hold a slash, encoded or plain', async () => {
      await send('POST', '/api/resource/Fibre Customer', { customer_name: 'A/B inc.' });
      expect((await get('/api/resource/Fibre Customer/A%2FB inc.')).status).toBe(200);
      expect((await get('/api/resource/Fibre Customer/A/B inc.')).status).toBe(200);
      await ask('/api/resource/Fibre Customer/A%2FB inc.', { method: 'DELETE', headers: token });
    });

    it('refuses a body over 25 MiB without reading it', async () => {
      const answer = await ask('/api/resource/ToDo', { method: 'POST', headers: { ...token, 'content-type': 'application/json' }, body: new Uint8Array(26 * 1024 * 1024) });
      expect(answer.status).toBe(413);
    });

    it('loses what a GET wrote', async () => {
      await send('POST', '/api/resource/ToDo', { description: 'Rappeler' });
      const before = await get('/api/method/frappe.client.get_count?doctype=ToDo');
      await get(`/api/method/frappe.desk.form.assign_to.add?doctype=Fibre Customer&name=Chloé Thérien&assign_to=["${MANAGER}"]`);
      expect((await get('/api/method/frappe.client.get_count?doctype=ToDo')).text).toBe(before.text);
    });
  });

  describe('golden bodies', () => {
    it('creates from a bare body, data as object, data as text, and a form', async () => {
      const made = await send('POST', '/api/resource/ToDo', { description: 'Call back', priority: 'High', nonsense: 1 });
      expect(made.status).toBe(200);
      expect(made.body['data']).toMatchObject({ owner: MANAGER, docstatus: 0, idx: 0, status: 'Open', priority: 'High', date: '2026-03-10', description: 'Call back', doctype: 'ToDo' });
      expect(Object.keys(made.body['data'] as object).slice(0, 7)).toEqual(['name', 'owner', 'creation', 'modified', 'modified_by', 'docstatus', 'idx']);
      expect(made.text).not.toContain('null');
      expect((await send('POST', '/api/resource/ToDo', { data: { description: 'b' } })).body['data']).toMatchObject({ description: 'b' });
      expect((await send('POST', '/api/resource/ToDo', { data: '{"description":"c"}' })).body['data']).toMatchObject({ description: 'c' });
      const form = await ask('/api/resource/ToDo', { method: 'POST', headers: token, body: new URLSearchParams({ data: '{"description":"d"}' }) });
      expect(form.body['data']).toMatchObject({ description: 'd' });
    });

    it('omits nulls in v1 and keeps them in v2 and frappe.client.get, decimals with their point', async () => {
      const made = await send('POST', '/api/resource/Fibre Order', { customer: 'Chloé Thérien', total: 100, lines: [{ plan: 'Fibre 1G', rate: 5 }] });
      const { name } = made.body['data'] as { name: string };
      const v1 = await get(`/api/resource/Fibre Order/${name}`);
      expect(v1.text).toContain('"total":100.0');
      expect(v1.text).toContain('"rate":5.0');
      expect(v1.text).not.toContain('null');
      expect((await get(`/api/v2/document/Fibre Order/${name}`)).body['data']).toMatchObject({ note: null, total: 100 });
      expect((await get(`/api/method/frappe.client.get?doctype=Fibre Order&name=${name}`)).body['message']).toMatchObject({ note: null });
      expect((await get(`/api/method/frappe.client.get_value?doctype=Fibre Order&fieldname=total&filters=${name}&as_dict=0`)).text).toBe('{"message":100.0}');
    });

    it('deletes with 202 and is not found afterwards', async () => {
      const made = await send('POST', '/api/resource/ToDo', { description: 'x' });
      const path = `/api/resource/ToDo/${(made.body['data'] as { name: string }).name}`;
      const gone = await ask(path, { method: 'DELETE', headers: token });
      expect([gone.status, gone.text]).toEqual([202, '{"data":"ok"}']);
      expect(outcome(await get(path))).toEqual([404, 'DoesNotExistError']);
    });

    it('says what is missing without a traceback, and what is invalid with one', async () => {
      const missing = await get('/api/resource/Fibre Customer/NOPE');
      expect(Object.keys(missing.body)).toEqual(['exc_type', '_server_messages']);
      expect(JSON.parse((JSON.parse(missing.body['_server_messages'] as string) as string[])[0] ?? '')).toMatchObject({ message: 'Fibre Customer NOPE not found', as_table: false, title: 'Not Found', indicator: 'red', raise_exception: 1 });
      const invalid = await send('POST', '/api/resource/ToDo', {});
      expect(outcome(invalid)).toEqual([417, 'MandatoryError']);
      expect(invalid.body['exception']).toMatch(/^frappe[.]exceptions[.]MandatoryError: \[ToDo, .*\]: description$/);
      expect(JSON.parse(invalid.body['exc'] as string)).toHaveLength(1);
    });

    it('gives v2 its own error shape', async () => {
      const answer = await get('/api/v2/document/Fibre Customer/NOPE');
      expect([answer.status, answer.body]).toEqual([404, { errors: [{ type: 'DoesNotExistError', message: 'Fibre Customer NOPE not found', as_table: false, title: 'Not Found', indicator: 'red' }] }]);
    });

    it('tells guests nothing of what went wrong inside', async () => {
      const answer = await get('/api/resource/Fibre Customer', {});
      expect(Object.keys(answer.body).sort()).toEqual(['_server_messages', 'exc_type']);
    });

    it('answers browsers that want a page with one', async () => {
      const answer = await get('/api/resource/Fibre Customer/NOPE', { ...token, accept: 'text/html' });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    });
  });

  describe('methods', () => {
    const call = (method: string, values: object, verb = 'POST'): Promise<Got> => send(verb, `/api/method/${method}`, values);

    it('reads single values, with {} where there is nothing', async () => {
      const value = (values: object): Promise<Got> => call('frappe.client.get_value', { doctype: 'Fibre Customer', ...values });
      expect((await value({ fieldname: ['customer_name', 'disabled'], filters: { name: 'chloe therien' } })).text).toBe('{"message":{"customer_name":"Chloé Thérien","disabled":0}}');
      expect((await value({ fieldname: 'disabled', filters: 'Nobody' })).text).toBe('{"message":{}}');
      expect((await value({ fieldname: ['kind', 'disabled'], filters: 'Chloé Thérien', as_dict: 0 })).text).toBe('{"message":["Residential",0]}');
    });

    it('sets falsy values of a plain field to the empty text, and those of an object as they are', async () => {
      const set = (fieldname: unknown, value?: unknown): Promise<Got> => call('frappe.client.set_value', { doctype: 'Fibre Customer', name: 'Chloé Thérien', fieldname, value });
      expect((await set('city', 0)).body['message']).toMatchObject({ city: '' });
      expect((await set({ city: 'Sainte-Clotilde', disabled: 0 })).body['message']).toMatchObject({ city: 'Sainte-Clotilde', disabled: 0 });
      expect(outcome(await set('owner', 'x'))).toEqual([417, 'ValidationError']);
    });

    it('inserts many or none, two hundred at most', async () => {
      const doc = (n: number): object => ({ doctype: 'Fibre Customer', customer_name: `Lot ${n}` });
      expect((await call('frappe.client.insert_many', { docs: [doc(1), doc(2)] })).text).toBe('{"message":["Lot 1","Lot 2"]}');
      expect(outcome(await call('frappe.client.insert_many', { docs: [doc(3), doc(1)] }))).toEqual([409, 'DuplicateEntryError']);
      expect((await get('/api/resource/Fibre Customer/Lot 3')).status).toBe(404);
      expect((await call('frappe.client.insert_many', { docs: Array.from({ length: 201 }, (_, n) => doc(n)) })).status).toBe(417);
    });

    it('updates many, keeping what worked and telling what did not', async () => {
      const docs = [{ doctype: 'Fibre Customer', docname: 'Lot 1', city: 'Huntingdon' }, { doctype: 'Fibre Customer', docname: 'Nobody', city: 'x' }];
      const answer = await call('frappe.client.bulk_update', { docs: JSON.stringify(docs) });
      expect(answer.body['message']).toMatchObject({ failed_docs: [{ doc: { docname: 'Nobody' } }] });
      expect((await get('/api/resource/Fibre Customer/Lot 1')).body['data']).toMatchObject({ city: 'Huntingdon' });
      expect((await call('frappe.client.bulk_update', { docs })).status).toBe(500);
    });

    it('saves and submits whole documents, refusing those based on a copy someone else has since changed', async () => {
      const order = (await send('POST', '/api/resource/Fibre Order', { customer: 'Chloé Thérien', lines: [{ plan: 'Fibre 1G' }] })).body['data'] as Record<string, unknown>;
      expect(outcome(await call('frappe.client.save', { doc: { ...order, modified: '2020-01-01 00:00:00.000000' } }))).toEqual([417, 'TimestampMismatchError']);
      const saved = await call('frappe.client.save', { doc: JSON.stringify({ ...order, note: 'Sonner deux fois' }) });
      expect(saved.body['message']).toMatchObject({ note: 'Sonner deux fois' });
      expect((await call('frappe.client.submit', { doc: saved.body['message'] })).body['message']).toMatchObject({ docstatus: 1 });
      const path = `/api/resource/Fibre Order/${String(order['name'])}`;
      expect((await send('POST', path, { run_method: 'cancel' })).body['data']).toMatchObject({ docstatus: 2 });
      expect(outcome(await send('POST', path, { run_method: 'delete_everything' }))).toEqual([403, 'PermissionError']);
    });

    it('tags, assigns and comments beside a document', async () => {
      const name = 'Chloé Thérien';
      await call('frappe.desk.doctype.tag.tag.add_tag', { tag: 'vip', dt: 'Fibre Customer', dn: name });
      await call('frappe.desk.doctype.tag.tag.add_tag', { tag: 'late', dt: 'Fibre Customer', dn: name });
      await call('frappe.desk.doctype.tag.tag.remove_tag', { tag: 'vip', dt: 'Fibre Customer', dn: name });
      const assigned = await call('frappe.desk.form.assign_to.add', { doctype: 'Fibre Customer', name, assign_to: JSON.stringify([MANAGER]) });
      expect(assigned.body['message']).toMatchObject([{ owner: MANAGER }]);
      const row = await call('frappe.client.get_value', { doctype: 'Fibre Customer', fieldname: ['_user_tags', '_assign'], filters: name });
      expect(row.body['message']).toEqual({ _user_tags: 'late', _assign: JSON.stringify([MANAGER]) });
      const info = await call('frappe.desk.form.load.get_docinfo', { doctype: 'Fibre Customer', name });
      expect(info.body['docinfo']).toMatchObject({ tags: 'late', assignments: [{ owner: MANAGER }] });
    });

    it('gives the merged meta to anybody signed in', async () => {
      const meta = await call('frappe.desk.form.load.getdoctype', { doctype: 'Fibre Order' });
      expect((meta.body['docs'] as { name: string }[]).map((doc) => doc.name)).toEqual(['Fibre Order', 'Fibre Order Line']);
      expect((await get('/api/v2/doctype/Fibre Order/meta')).body['data']).toMatchObject({ name: 'Fibre Order', doctype: 'DocType' });
      expect((await get('/api/v2/doctype/Fibre Customer/count')).body['data']).toBe(3);
    });

    it('answers a report view by keys and values, and nothing with an empty list', async () => {
      const view = (values: object): Promise<Got> => call('frappe.desk.reportview.get', { doctype: 'Fibre Customer', fields: '["`tabFibre Customer`.`name`"]', order_by: 'name', page_length: 1, ...values });
      expect((await view({})).body['message']).toEqual({ keys: ['name'], values: [['Chloé Thérien']], user_info: {} });
      expect((await view({ filters: { name: 'Nobody' } })).body['message']).toEqual([]);
    });
  });

  describe('files', () => {
    const upload = async (content: string, name: string, more: Record<string, string> = {}): Promise<Record<string, unknown>> => {
      const form = new FormData();
      form.append('file', new File([content], name));
      for (const [key, value] of Object.entries(more)) form.append(key, value);
      return (await ask('/api/method/upload_file', { method: 'POST', headers: token, body: form })).body['message'] as Record<string, unknown>;
    };

    it('shares one file for the same content, and renames another of the same name', async () => {
      const first = await upload('one', 'plan.txt');
      expect(first).toMatchObject({ file_name: 'plan.txt', file_url: '/files/plan.txt', is_private: 0, file_size: 3, file_type: 'TXT', folder: 'Home', content_hash: 'f97c5d29941bfb1b2fdab0874906ab82' });
      expect(await upload('one', 'other.txt')).toMatchObject({ file_url: '/files/plan.txt' });
      expect((await upload('two', 'plan.txt'))['file_url']).toMatch(/^\/files\/plan[0-9a-f]{6}\.txt$/);
    });

    it('keeps private files from those who may not read what they belong to', async () => {
      const { file_url: url } = await upload('secret', 'contrat.svg', { is_private: '1', doctype: 'Fibre Customer', docname: 'Chloé Thérien' });
      const own = await get(String(url));
      expect([own.status, own.text, own.headers.get('content-disposition')]).toEqual([200, 'secret', "attachment; filename*=UTF-8''contrat.svg"]);
      expect((await get(String(url), {})).status).toBe(403);
      expect((await get('/files/nothing.txt', {})).status).toBe(404);
      expect((await get('/private/files/..%2F..%2Fetc%2Fpasswd')).status).toBe(403);
    });
  });

  it('met no unforeseen error', () => {
    expect(opened.faults).toEqual([]);
  });
});
