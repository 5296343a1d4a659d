import { createFrappeSite, createHttpTransport } from '@gigafibre/frappe';
import type { Erp } from './erp.port.ts';

/** A real ERPNext, spoken to with the key of one of its users. */
export function openFrappeErp({ origin, key, secret }: { origin: string; key: string; secret: string }): Erp {
  const transport = createHttpTransport({ origin, keyFor: () => ({ key, secret }) });
  const site = createFrappeSite({ transport, timeoutMs: 5000 });
  return {
    transport,
    check: async () => {
      await site.call('ping', {}, 'GET');
    },
    close: () => transport.close(),
  };
}
