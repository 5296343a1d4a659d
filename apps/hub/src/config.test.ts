import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const refusal = (environment: Record<string, string>, args: string[] = []): string => {
  try {
    readConfig(environment, args);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

const PRODUCTION = {
  NODE_ENV: 'production', PUBLIC_ORIGIN: 'https://fsm.example.ca', GF_SECRET: 'J0rVxk3nQ9yTzLw7mB2pHs5dGf8aEc4u', OIDC_ISSUER: 'https://id.gigafibre.ca/application/o/fsm/', OIDC_CLIENT_ID: 'fsm', OIDC_GROUPS: 'gf-admin=admin',
};

describe('the configuration', () => {
  it('runs the whole system on this machine when nothing is set', () => {
    expect(readConfig({})).toMatchObject({
      mode: 'development', port: 8080, host: 'localhost', erp: { kind: 'embedded' }, demo: 'demo', hasBuiltInSignIn: true, isHttps: false,
      database: { kind: 'embedded', dir: resolve('.data/postgres') }, publicOrigin: 'http://localhost:8080',
    });
  });

  it('never has accounts of its own keeping, nor invented data, in production', () => {
    expect(readConfig(PRODUCTION)).toMatchObject({ hasBuiltInSignIn: false, demo: 'none' });
  });

  it('gives technicians the number of the dispatch desk, an invented one in the demonstration and none of its own making elsewhere', () => {
    expect([readConfig({}), readConfig({ DEMO: 'none' }), readConfig({ ...PRODUCTION, DISPATCH_PHONE: '+14505551234' })].map(({ dispatchPhone }) => dispatchPhone)).toEqual(['+14505550100', '', '+14505551234']);
  });

  it('takes arguments before variables', () => {
    expect(readConfig({ DEMO: 'none', PORT: '1' }, ['--data', 'full', '--port', '9000'])).toMatchObject({ demo: 'full', port: 9000 });
  });

  it.each([
    [{ PORT: 'eighty-secret' }, 'PORT has a value that is not understood: give it a port number from 0 to 65535, or leave it out.'],
    [{ DATABASE_URL: 'mysql://user:secret@host/db' }, 'DATABASE_URL has a value that is not understood: give it a URL that begins with postgres://, or leave it out.'],
    [{ DISPATCH_PHONE: 'call-secret' }, 'DISPATCH_PHONE has a value that is not understood: give it a phone number such as +14505550100, or leave it out.'],
    [{ NODE_ENV: 'secret-staging' }, 'NODE_ENV has a value that is not understood: give it development, production or test, or leave it out.'],
    [{ FRAPPE_URL: 'https://erp.example.ca', FRAPPE_API_KEY: 'secret-key' }, 'The ERP is half configured: set FRAPPE_API_SECRET too, or none of the FRAPPE_ variables to use the embedded one.'],
    [{ DATABSE_URL: 'postgres://secret' }, 'DATABSE_URL is not a variable of ours: did you mean DATABASE_URL?'],
    [{ FRAPPE_TOKEN: 'secret' }, /^FRAPPE_TOKEN is not a variable of ours: remove it, or use one of NODE_ENV, PORT, /],
  ])('answers %o in one sentence with the remedy, and never with the value', (environment, sentence) => {
    expect(refusal(environment)).toMatch(sentence);
    expect(refusal(environment)).not.toContain('secret');
  });

  it('says which arguments it knows', () => {
    expect(refusal({}, ['--dat', 'full'])).toBe('The argument --dat is not understood: say --data demo, --data full, --data none or --port NUMBER.');
  });

  it('leaves other programs’ variables alone', () => {
    expect(refusal({ PORTS: 'x', HOSTNAME: 'y', PATH: 'z' })).toBe('');
  });

  it('cannot be changed once it is read', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });
});
