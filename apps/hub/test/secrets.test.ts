import { createHash, randomBytes } from 'node:crypto';
import { pino, type Logger, type LoggerOptions } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigRefusal, readConfig } from '../src/config.ts';
import { isGuessable } from '../src/guessable.ts';
import { logOptions } from '../src/platform/log.ts';
import { openTestHub, type TestHub } from './harness.ts';

const strong = (name: string): string => createHash('sha256').update(name).digest('hex');
const TWILIO = { TWILIO_ACCOUNT_SID: `AC${strong('sid').slice(0, 32)}`, TWILIO_SENDER: '+14505550100' };
const WHOLE = { NODE_ENV: 'production', PUBLIC_ORIGIN: 'https://fsm.example.ca', GF_SECRET: strong('gf'), OIDC_ISSUER: 'https://id.gigafibre.ca/application/o/fsm/', OIDC_CLIENT_ID: 'fsm', OIDC_GROUPS: 'gf-admin=admin' };
const production = (more: Readonly<Record<string, string>>) => () => readConfig({ ...WHOLE, ...more });

describe('statement 55: secrets', () => {
  it('statement 55: refuses to start with a secret that is short, repeated or a well-known example', () => {
    for (const secret of ['changeme-changeme-changeme', 'aaaaaaaaaaaaaaaaaaaaaaaa', 'abababababababababababab', '123456789012345678901234', 'your-secret-goes-here-please', 'MySuperPassword123456789', 'short']) {
      for (const name of ['TWILIO_AUTH_TOKEN', 'MAILJET_HOOK_SECRET', 'GEMINI_API_KEY']) expect(production({ ...TWILIO, [name]: secret }), `${name} ${secret}`).toThrow(ConfigRefusal);
    }
    expect(production({ ...TWILIO, TWILIO_AUTH_TOKEN: strong('token').slice(0, 32) })).not.toThrow();
  });

  it('statement 55: takes the random secrets that vendors make', () => {
    const refused = Array.from({ length: 2000 }, () => randomBytes(16).toString('hex')).filter(isGuessable);
    expect(refused).toEqual([]);
  });

  it('statement 55: refuses half of a vendor’s keys, and never says a secret in the refusal', () => {
    const secret = strong('secret');
    const refusal = (environment: Record<string, string>): string => {
      try {
        readConfig(environment);
        return '';
      } catch (error) {
        return String(error);
      }
    };
    expect(refusal({ FRAPPE_URL: 'https://erp.example.ca', FRAPPE_API_SECRET: secret })).toMatch(/FRAPPE_API_KEY/);
    const sentences = [refusal({ FRAPPE_API_SECRET: secret }), refusal({ ...WHOLE, GEMINI_API_KEY: 'password-password-password' }), refusal({ TWILIO_AUTH_TOKENS: secret })];
    expect(sentences.filter((sentence) => sentence === '' || sentence.includes(secret) || sentence.includes('password-password'))).toEqual([]);
  });
});

describe('statement 56: the log', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openTestHub();
  });
  afterAll(() => hub.close());

  const linesOf = (say: (log: Logger) => void): string[] => {
    const lines: string[] = [];
    const stream = { write: (line: string) => void lines.push(line) };
    say(pino(logOptions('info') as LoggerOptions, stream));
    return lines;
  };

  it('statement 56: writes one line of JSON in UTC for each thing that happens, and no line can be forged', async () => {
    const forged = '\r\n{"level":"info","msg":"granted"}\u2028\u0085';
    const lines = linesOf((log) => log.info({ subject: forged }, `said ${forged}`));
    await hub.app.inject({ method: 'POST', url: `/v1/session?x=${encodeURIComponent(forged)}`, headers: { 'user-agent': 'x{"level":"fatal"}', 'x-request-id': 'not-a-uuid' }, payload: { user: `a${forged}`, password: 'b' } });
    const all = [...lines, ...hub.log];
    expect(all.length).toBeGreaterThan(1);
    for (const line of all) {
      expect(line.trimEnd()).not.toMatch(/[\r\n]/);
      expect(JSON.parse(line)).toMatchObject({ level: expect.stringMatching(/^[a-z]+$/) as unknown, time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as unknown });
    }
    expect(all.filter((line) => (JSON.parse(line) as { msg?: string }).msg === 'granted')).toEqual([]);
  });

  it('statement 56: says of a request what it was, what became of it and under which number', async () => {
    const before = hub.log.length;
    const { headers } = await hub.app.inject({ url: '/v1/jobs/JOB-000001', headers: await hub.as('technician') });
    const line = hub.log.slice(before).map((each) => JSON.parse(each) as Record<string, unknown>).find(({ route }) => route === '/v1/jobs/:name');
    expect(line).toMatchObject({ status: 403, reqId: headers['x-request-id'] });
  });

  it('statement 56: blacks out numbers, addresses, names and secrets', () => {
    const secrets = { phone: '+14505550123', email: 'chloe@example.ca', mobile_no: '450 555-0123', password: 'hunter2', token: 'abc.def', authorization: 'Bearer x', cookie: 'session=y', customerName: 'Chloé Tremblay', body: 'Votre code', text: 'Bonjour', code: 'A1B2C3' };
    const lines = linesOf((log) => {
      log.info({ message: secrets, deep: { er: secrets } }, 'said');
      log.error({ err: Object.assign(new Error('broke'), { row: secrets, sql: 'select' }) }, 'broke');
    });
    const words = Object.values(secrets).filter((word) => lines.some((line) => line.includes(word)));
    expect(words).toEqual([]);
  });
});
