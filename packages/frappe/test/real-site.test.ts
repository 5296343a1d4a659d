import { describe, it } from 'vitest';
import { createHttpTransport } from '../src/index.ts';
import { siteContract } from './site.contract.ts';

const { FRAPPE_URL: origin, FRAPPE_KEY: key, FRAPPE_SECRET: secret, FRAPPE_SITE: siteName } = process.env;

if (origin === undefined || key === undefined || secret === undefined) {
  describe('a real Frappe site', () => {
    it.skip('keeps the contract (set FRAPPE_URL, FRAPPE_KEY and FRAPPE_SECRET of a System Manager to have it checked)', () => undefined);
  });
} else {
  siteContract(`the Frappe site at ${origin}`, async () => {
    const transport = createHttpTransport({ origin, keyFor: () => ({ key, secret }), ...(siteName === undefined ? {} : { siteName }) });
    return { transport, close: () => transport.close() };
  });
}
