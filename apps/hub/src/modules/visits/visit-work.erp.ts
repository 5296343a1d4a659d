import { TIME_KINDS, type PartLine, type Signature, type TimeKind } from '@gigafibre/contracts';
import type { Doc, NewRow, Patch } from '@gigafibre/doctypes';
import { isFrappeError, type FrappeSite } from '@gigafibre/frappe';
import { centsFromDecimal, decimalFromCents, type Cents } from '@gigafibre/kernel';
import { findMadeBy, instantOf, naiveOrNull, nameOr, textOr } from '../book/index.ts';
import type { IssuedParts, KnownItem, LabourLine, VisitChange, VisitRecord } from './visits.ports.ts';

const KIND_WORDS = { travel: 'Travel', work: 'Work', pause: 'Pause' } as const satisfies Record<TimeKind, string>;

/** A price of nothing is one that nobody set. */
const centsOrNull = (amount: number | undefined): number | null => (amount === undefined || amount === 0 ? null : centsFromDecimal(amount));

export const partsOf = (rows: readonly Doc<'Visit Part'>[]): PartLine[] =>
  rows.map((row) => ({ item: row.item_code, label: textOr(row.item_name, row.item_code), serial: nameOr(row.serial_no), quantity: row.quantity, unit: textOr(row.uom), rateCents: centsOrNull(row.rate) }));

const partRows = (lines: readonly PartLine[]): NewRow<Doc<'Visit Part'>>[] =>
  lines.map(({ item, label, serial, quantity, unit, rateCents }) => ({ item_code: item, item_name: label, serial_no: serial, quantity, uom: unit === '' ? null : unit, rate: rateCents === null ? 0 : decimalFromCents(rateCents as Cents) }));

export const labourOf = (rows: readonly Doc<'Visit Labour'>[]): LabourLine[] =>
  rows.map((row) => ({ technician: row.technician, kind: TIME_KINDS.find((kind) => KIND_WORDS[kind] === row.kind) ?? 'work', minutes: row.minutes, measuredMinutes: row.measured_minutes, reason: textOr(row.reason) }));

const labourRows = (lines: readonly LabourLine[]): NewRow<Doc<'Visit Labour'>>[] =>
  lines.map(({ technician, kind, minutes, measuredMinutes, reason }) => ({ technician, kind: KIND_WORDS[kind], minutes, measured_minutes: measuredMinutes, reason }));

export function signatureOf(doc: Partial<Pick<Doc<'Dispatch Visit'>, 'signed_sha256' | 'signed_at' | 'signed_by' | 'signature' | 'signature_refusal'>>): Signature | null {
  const textSha256 = nameOr(doc.signed_sha256);
  const at = instantOf(doc.signed_at);
  return textSha256 === null || at === null ? null : { textSha256, at, signer: nameOr(doc.signed_by), photo: nameOr(doc.signature), refusal: nameOr(doc.signature_refusal) };
}

const signaturePatch = ({ textSha256, at, signer, photo, refusal }: Signature, text: string): Patch<'Dispatch Visit'> => ({
  signed_text: text, signed_sha256: textSha256, signed_at: naiveOrNull(at), signed_by: signer, signature: photo, signature_refusal: refusal,
});

/** The fields of a visit's work that a change sets. */
export const workPatch = ({ parts, labour, signed, closingSummary, stockEntry }: VisitChange): Patch<'Dispatch Visit'> => ({
  ...(parts !== undefined && { parts: partRows(parts) }),
  ...(labour !== undefined && { labour: labourRows(labour) }),
  ...(signed !== undefined && signaturePatch(signed.signature, signed.text)),
  ...(closingSummary !== undefined && { closing_summary: closingSummary }),
  ...(stockEntry !== undefined && { stock_entry: stockEntry }),
});

export const workOf = (doc: Doc<'Dispatch Visit'>): Pick<VisitRecord, 'parts' | 'labour' | 'signature' | 'closingSummary' | 'stockEntry'> => ({
  parts: partsOf(doc.parts),
  labour: labourOf(doc.labour),
  signature: signatureOf(doc),
  closingSummary: textOr(doc.closing_summary),
  stockEntry: nameOr(doc.stock_entry),
});

export async function findItem(site: FrappeSite, code: string): Promise<KnownItem | undefined> {
  const doc = await site.find('Item', code);
  return doc && { item: doc.name, label: textOr(doc.item_name, doc.name), unit: doc.stock_uom, listCents: centsOrNull(doc.standard_rate), isCounted: doc.is_stock_item === 1 && doc.has_serial_no !== 1 };
}

/** What the parts of a visit take out of a van: no more than it is known to hold; the rest is told, not booked. */
export async function issueParts(site: FrappeSite, technician: string, { visit, command }: { visit: VisitRecord; command: string }): Promise<IssuedParts> {
  const made = await findMadeBy(site, 'Stock Entry', command);
  if (made !== undefined) return { entry: made.name, short: [] };
  const van = nameOr((await site.get('Dispatch Technician', technician)).van_warehouse);
  const counted = await countedParts(site, visit.parts);
  if (van === null || counted.length === 0) return { entry: null, short: [] };
  const bins = await site.list('Bin', { fields: ['item_code', 'actual_qty'], filters: [['warehouse', '=', van], ['item_code', 'in', counted.map(({ item }) => item)]], limit: 0 });
  const lines = counted.map(({ item, quantity }) => ({ item, used: quantity, had: Math.max(0, bins.find((bin) => bin.item_code === item)?.actual_qty ?? 0) }));
  const short = lines.filter(({ used, had }) => used > had);
  const taken = lines.filter(({ had }) => had > 0).map(({ item, used, had }) => ({ item_code: item, qty: Math.min(used, had) }));
  return { entry: taken.length === 0 ? null : await bookIssue(site, van, { taken, remarks: `${visit.name} ${technician}`, command }), short };
}

async function countedParts(site: FrappeSite, parts: readonly PartLine[]): Promise<readonly PartLine[]> {
  if (parts.length === 0) return [];
  const items = await site.list('Item', { fields: ['name'], filters: [['name', 'in', parts.map(({ item }) => item)], ['is_stock_item', '=', 1], ['has_serial_no', '=', 0]], limit: 0 });
  return parts.filter(({ item }) => items.some(({ name }) => name === item));
}

/** Somebody may have emptied the van in the meantime: then nothing is booked, and the visit ends all the same. */
async function bookIssue(site: FrappeSite, van: string, { taken, remarks, command }: { taken: readonly { item_code: string; qty: number }[]; remarks: string; command: string }): Promise<string | null> {
  const { company } = await site.get('Warehouse', van);
  try {
    const entry = await site.insert('Stock Entry', { stock_entry_type: 'Material Issue', company, from_warehouse: van, remarks, docstatus: 1, created_by_command: command, items: taken.map((line) => ({ ...line })) } as never);
    return entry.name;
  } catch (error) {
    if (isFrappeError(error, 'NegativeStockError')) return null;
    throw error;
  }
}
