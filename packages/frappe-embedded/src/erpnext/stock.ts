import { actAsSite, type Context } from '../context.ts';
import { insertDocument } from '../documents.ts';
import { rowsOf } from '../documents/values.ts';
import { invalid, SiteError } from '../errors.ts';
import type { DoctypeHooks, SiteDocument } from '../hooks.ts';
import { columnsOf, fill, isBlank, numberOf, setColumns, setting, textOf } from './lookup.ts';

const serialNo: DoctypeHooks = {
  beforeInsert(_, doc) {
    if (!isBlank(doc['warehouse'])) throw new SiteError('SerialNoCannotCreateDirectError', 'New Serial No cannot have Warehouse. Warehouse must be set by Stock Entry or Purchase Receipt');
  },
  async validate(ctx, doc, before) {
    if (before !== undefined && textOf(doc['warehouse']) !== textOf(before['warehouse'])) throw new SiteError('SerialNoCannotCannotChangeError', 'Warehouse cannot be changed for Serial No.');
    const item = await columnsOf(ctx, 'Item', doc['item_code'], ['item_group', 'has_serial_no']);
    if (item?.['has_serial_no'] === 0) throw invalid(`Item ${textOf(doc['item_code'])} is not setup for Serial Nos. Column must be blank`);
    if (item !== undefined) doc['item_group'] = item['item_group'];
    fill(doc, { status: isBlank(doc['warehouse']) ? 'Inactive' : 'Active' });
  },
};

const serialsOf = (row: SiteDocument): string[] => textOf(row['serial_no']).split(/[\n,]/).map((serial) => serial.trim()).filter((serial) => serial !== '');

async function fillRow(ctx: Context, doc: SiteDocument, row: SiteDocument): Promise<void> {
  const purpose = textOf(doc['purpose']);
  const item = await columnsOf(ctx, 'Item', row['item_code'], ['stock_uom', 'has_serial_no', 'is_stock_item']);
  fill(row, { s_warehouse: purpose === 'Material Receipt' ? null : doc['from_warehouse'], t_warehouse: purpose === 'Material Issue' ? null : doc['to_warehouse'], uom: item?.['stock_uom'], stock_uom: item?.['stock_uom'] });
  if (numberOf(row['conversion_factor']) === 0) row['conversion_factor'] = 1;
  row['transfer_qty'] = numberOf(row['qty']) * numberOf(row['conversion_factor']);
  checkRow(row, purpose, item?.['has_serial_no'] === 1);
}

/** @throws SiteError for a row without quantity, without a place it needs, or with more or fewer serials than things. */
function checkRow(row: SiteDocument, purpose: string, isSerialized: boolean): void {
  const at = `Row ${numberOf(row['idx'])}`;
  if (numberOf(row['qty']) <= 0) throw invalid(`${at}: Qty is mandatory`);
  if (purpose !== 'Material Receipt' && isBlank(row['s_warehouse'])) throw invalid(`Source warehouse is mandatory for row ${numberOf(row['idx'])}`);
  if (purpose !== 'Material Issue' && isBlank(row['t_warehouse'])) throw invalid(`Target warehouse is mandatory for row ${numberOf(row['idx'])}`);
  const serials = serialsOf(row);
  if (isSerialized && serials.length !== numberOf(row['qty'])) throw invalid(`${at}: ${numberOf(row['qty'])} Serial numbers required for Item ${textOf(row['item_code'])}. You have provided ${serials.length}.`);
}

interface Way {
  /** A warehouse; '' for outside. */
  readonly from: string;
  readonly to: string;
}

/** Moves the serials of a row from one place to another; a receipt makes those that do not exist. @throws SiteError for a serial that is not where it is taken from. */
async function move(ctx: Context, doc: SiteDocument, row: SiteDocument, { from, to }: Way): Promise<void> {
  for (const serial of serialsOf(row)) {
    const [held] = await ctx.db.write<{ warehouse: string | null }>('select warehouse from "tabSerial No" where name = $1 for update', [serial]);
    if (held === undefined && from !== '') throw invalid(`Serial No ${serial} does not exist`);
    if (held !== undefined && textOf(held.warehouse) !== from) throw new SiteError('SerialNoWarehouseError', `Serial No ${serial} does not belong to Warehouse ${from || textOf(held.warehouse)}`);
    if (held === undefined) await insertDocument(actAsSite(ctx), 'Serial No', { serial_no: serial, item_code: row['item_code'], company: doc['company'] });
    await setColumns(ctx, 'Serial No', serial, { warehouse: to === '' ? null : to, status: to === '' ? 'Consumed' : 'Active' });
  }
}

/** What lies in a warehouse of an item, more or less by a quantity. @throws SiteError when less than nothing would be left and the settings do not allow it. */
async function count(ctx: Context, place: { readonly item: unknown; readonly warehouse: string }, change: number): Promise<void> {
  const item = await columnsOf(ctx, 'Item', place.item, ['is_stock_item', 'stock_uom']);
  if (place.warehouse === '' || item?.['is_stock_item'] !== 1) return;
  const [bin] = await ctx.db.write<{ name: string; actual_qty: number }>('select name, actual_qty::float8 as actual_qty from "tabBin" where item_code = $1 and warehouse = $2 for update', [place.item, place.warehouse]);
  const left = Math.round(((bin?.actual_qty ?? 0) + change) * 1e6) / 1e6;
  if (left < 0 && (await setting(ctx, 'Stock Settings', 'allow_negative_stock')) !== '1') throw new SiteError('NegativeStockError', `${-left} units of Item ${textOf(place.item)} needed in Warehouse ${place.warehouse} to complete this transaction.`);
  if (bin === undefined) await insertDocument(actAsSite(ctx), 'Bin', { item_code: place.item, warehouse: place.warehouse, stock_uom: item['stock_uom'], actual_qty: left });
  else await setColumns(ctx, 'Bin', bin.name, { actual_qty: left });
}

async function carry(ctx: Context, doc: SiteDocument, row: SiteDocument, way: Way): Promise<void> {
  await move(ctx, doc, row, way);
  const quantity = numberOf(row['transfer_qty']);
  await count(ctx, { item: row['item_code'], warehouse: way.from }, -quantity);
  await count(ctx, { item: row['item_code'], warehouse: way.to }, quantity);
}

const stockEntry: DoctypeHooks = {
  async validate(ctx, doc) {
    const kind = await columnsOf(ctx, 'Stock Entry Type', doc['stock_entry_type'], ['purpose']);
    if (kind !== undefined) doc['purpose'] = kind['purpose'];
    if (numberOf(doc['set_posting_time']) !== 1) Object.assign(doc, { posting_date: ctx.today(), posting_time: ctx.now().slice(11) });
    for (const row of rowsOf(doc, 'items')) await fillRow(ctx, doc, row);
  },
  async onSubmit(ctx, doc) {
    for (const row of rowsOf(doc, 'items')) await carry(ctx, doc, row, { from: textOf(row['s_warehouse']), to: textOf(row['t_warehouse']) });
  },
  async onCancel(ctx, doc) {
    for (const row of rowsOf(doc, 'items')) await carry(ctx, doc, row, { from: textOf(row['t_warehouse']), to: textOf(row['s_warehouse']) });
  },
};

/** Serial numbers and the quantities in bins move only by stock entries. No values are kept. */
export const stockHooks: Readonly<Record<string, DoctypeHooks>> = { 'Serial No': serialNo, 'Stock Entry': stockEntry };
