import { readFileSync } from 'node:fs';
import { connect } from '../packages/postgres/src/index.ts';
import { TEST_OUTPUT } from './places.ts';

export interface BookedInvoice {
  readonly name: string;
  readonly docstatus: number;
  readonly date: string;
  readonly total: number;
  readonly taxes: number;
  /** Private files attached to it. */
  readonly files: number;
}

/** What the run's embedded ERP itself has of a supplier's number; the gateway shows nobody these documents. */
export async function purchaseInvoices(number: string): Promise<readonly BookedInvoice[]> {
  // the fifth line of PostgreSQL's own note is the folder of its socket
  const host = readFileSync(`${TEST_OUTPUT}data/postgres/data/postmaster.pid`, 'utf8').split('\n')[4] ?? '';
  const pool = connect({ host, port: 5432, user: 'postgres', database: 'erp', max: 1 });
  const { rows } = await pool.query<BookedInvoice>(
    `select name, docstatus::int, bill_date::text as date, grand_total::float8 as total, total_taxes_and_charges::float8 as taxes,
       (select count(*)::int from "tabFile" f where f.attached_to_doctype = 'Purchase Invoice' and f.attached_to_name = p.name and f.is_private::int = 1) as files
     from "tabPurchase Invoice" p where bill_no = $1`,
    [number],
  );
  await pool.end();
  return rows;
}
