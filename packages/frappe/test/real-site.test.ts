import { describe, it } from 'vitest';
import { createHttpTransport } from '../src/index.ts';
import { erpContract, siteContract, type Subject } from './site.contract.ts';

const { FRAPPE_URL: origin, FRAPPE_KEY: key, FRAPPE_SECRET: secret, FRAPPE_SITE: siteName, FRAPPE_BOOKS: books } = process.env;

if (origin === undefined || key === undefined || secret === undefined) {
  describe('a real Frappe site', () => {
    it.skip('keeps the contract (set FRAPPE_URL, FRAPPE_KEY and FRAPPE_SECRET of a System Manager to have it checked)', () => undefined);
  });
} else {
  const open = async (): Promise<Subject> => {
    const transport = createHttpTransport({ origin, keyFor: () => ({ key, secret }), ...(siteName === undefined ? {} : { siteName }) });
    return { transport, close: () => transport.close() };
  };
  siteContract(`the site at ${origin}`, open);
  // invoices leave traces in the books for ever: only where somebody says that these may have them
  if (books === 'test') erpContract(`the site at ${origin}`, open);
}
