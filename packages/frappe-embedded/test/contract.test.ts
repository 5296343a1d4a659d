import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { doctypes } from '@gigafibre/doctypes';
import { createHttpTransport } from '@gigafibre/frappe';
import { erpContract, siteContract, type Subject } from '@gigafibre/frappe/contract';
import { mulberry32, Temporal } from '@gigafibre/kernel';
import { openTestDatabase } from '@gigafibre/testkit';
import { openEmbeddedSite, serveEmbeddedSite } from '../src/index.ts';
import { ERP } from './erp-template.ts';

/** A site of its own on the run's PostgreSQL; whoever closes it takes its database and files away. */
async function openSite() {
  const database = await openTestDatabase(ERP);
  const filesDir = await mkdtemp(join(tmpdir(), 'contract-files-'));
  const site = await openEmbeddedSite({ pool: database.pool, doctypes: Object.values(doctypes), clock: () => Temporal.Now.instant(), random: mulberry32(11), filesDir });
  const close = async (): Promise<void> => {
    await database.drop();
    await rm(filesDir, { recursive: true, force: true });
  };
  return { site, close };
}

async function inProcess(): Promise<Subject> {
  const { site, close } = await openSite();
  return { transport: (request) => site.handle(request), actor: 'Administrator', close };
}

async function overHttp(): Promise<Subject> {
  const { site, close } = await openSite();
  const answer = await site.handle({ method: 'POST', path: '/api/method/frappe.core.doctype.user.user.generate_keys', query: { user: 'Administrator' }, headers: {}, actor: 'Administrator' });
  const { message } = JSON.parse(new TextDecoder().decode(answer.body)) as { message: { api_key: string; api_secret: string } };
  const served = await serveEmbeddedSite(site, { host: '127.0.0.1', port: 0 });
  const transport = createHttpTransport({ origin: served.url, keyFor: () => ({ key: message.api_key, secret: message.api_secret }) });
  return {
    transport,
    async close() {
      await transport.close();
      await served.close();
      await close();
    },
  };
}

siteContract('the embedded ERP in process', inProcess);
siteContract('the embedded ERP over HTTP', overHttp);
erpContract('the embedded ERP over HTTP', overHttp);
