import { doctypes } from '@gigafibre/doctypes';
import { openEmbeddedSite } from '@gigafibre/frappe-embedded';
import type { EmbeddedSite } from '@gigafibre/frappe-embedded';
import type { Clock, Random } from '@gigafibre/kernel';
import { connect } from '@gigafibre/postgres';
import type { PoolConfig } from '@gigafibre/postgres';
import type { Erp } from './erp.port.ts';

export interface EmbeddedErpOptions {
  /** A database of its own. */
  readonly connection: PoolConfig;
  readonly clock: Clock;
  readonly random: Random;
  readonly filesDir: string;
  readonly onFault: (error: unknown) => void;
}

/** The ERP inside this process, on PostgreSQL. */
export async function openEmbeddedErp({ connection, onFault, ...options }: EmbeddedErpOptions): Promise<Erp & { readonly site: EmbeddedSite }> {
  const pool = connect({ ...connection, application_name: 'gigafibre-erp' }, onFault);
  try {
    const site = await openEmbeddedSite({ pool, doctypes: Object.values(doctypes), onFault, ...options });
    return {
      site,
      transport: (request) => site.handle(request),
      systemUser: 'Administrator',
      check: async () => {
        await pool.query('select 1');
      },
      close: () => pool.end(),
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
