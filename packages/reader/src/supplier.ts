import { foldText } from '@gigafibre/kernel';
import { amountsIn } from './amounts.ts';
import { datesIn } from './dates.ts';
import { isFrench, withAccents } from './accents.ts';
import { zoneOf } from './layout.ts';
import type { Cell, Row } from './layout.ts';
import { unread } from './reading.ts';
import type { Read } from './reading.ts';
import { squash } from './wording.ts';

/** Forms that only a company's name ends in, written with or without blanks. */
const LEGAL = /\b(?:s[dbo]n\.?\s?b[hn]d|bhd|s\/b|inc|lt[ée]e|ltd|limit[ée]e?|llc|llp|corp(?:oration)?|s\.?e\.?n\.?c\.?(?:r\.?l\.?)?|enr|sarl|sas|sasu|eurl|gmbh|plc|pty|coop(?:[ée]rative)?)\b\.?|s[dbo]nb[hn]d|\bs\.a\.(?:r\.l\.)?|\bb\.v\.?/i;
/** Words that shops and workshops name themselves by. */
const TRADE = /enterprise|trading|restauran|restoran|kedai|syarikat|perniagaan|hardware|stationer|mart\b|market|supermar|pasaraya|bakery|confectioner|electri|electro|book|cafe|caf[ée]|kopitiam|pharma|farmasi|clinic|klinik|motor|auto|auto(?:parts)|petrol|station|store|shop|boutique|magasin|quincaillerie|distribution|fourni|mat[ée]riaux|d[ée]p[ôo]t|d[ée]panneur|garage|services?|solutions|industries|holdings|group|gallery|centre|center|restaurant|technolog|t[ée]l[ée]com|fibre|co\.|company|compagnie|& (?:fils|sons|co)/i;
/** What heads a document without being a name. */
const HEADING = /^code|^desc|^item|^qty|^qte|^article|invoice|(?<!manu)facture|receipt|recu|reçu|bill(?!ion)|cashsale|creditnote|notedecredit|quotation|statement|bonde|deliveryorder|thankyou|merci|welcome|bienvenue|duplicata|duplicate|customercopy|copieclient|original|reprint|^page|^copy$|^date|^time|cashier|caissi|table\w{0,2}$|guest|orderno|ordernumber|slip|document/;
const CONTACT = /^(?:tel|t[ée]l|fax|phone|mobile|hp|gst|tps|tvq|tva|vat|sst|siret|siren|rcs|roc|reg|coreg|company(?:reg)?no|businessno|co\.?\s?no|no\.?\s?(?:gst|tps)|e-?mail|courriel|www|http|attn|contact)\b|@|www\.|https?:|\.(?:com|ca|net|org|fr|my)\b/i;
const PLACE = /\b(?:jalan|jln|lorong|lot|no\.?\s?\d|taman|tmn|bandar|seksyen|persiaran|lebuh|off jalan|kuala|selangor|johor|penang|level \d|floor|unit|rue|avenue|boul(?:evard)?|chemin|ch\.|rang|mont[ée]e|route|place|street|st\.|road|rd\b|suite|bureau|case postale|c\.p\.|po box|(?<!-|\bd[eu] )qu[ée]bec|qc|(?<!-|\bd[eu] )montr[ée]al|ontario)\b|\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b|(?<!#)\b\d{5}\b/i;
/** From here on the document speaks of the customer. */
const CUSTOMER = /^(?:facturee?\s?a|client|customer|bill(?:ed)?\s?to|sold\s?to|ship\s?to|livree?\s?a|expediee?\s?a|vendu\s?a|adressee?\s?a|destinataire|acheteur|buyer|to)(?![a-z])/;
const SELLER = /^(?:fournisseur|vendeur|[ée]metteur|from|supplier|seller|vendor|sold by|vendu par)\b\s*:?\s*/i;
/** A name goes on in the next row with one of these, or with what a bracket left open. */
const CONTINUES = /^(?:co\b|co\.|company|enterprise|trading|s[dbo]n\.?\s?b[hn]d|bhd|\(|&|and\b|et\b|inc|lt[ée]e|ltd|services?|industries|holdings|corporation|resources|marketing)/i;

/** Registration numbers and brackets behind a name are not part of it. */
export function nameIn(text: string): string {
  return text
    .replace(/[\s,]*[([{]\s*(?:co\.?|company|reg|gst|no|roc|formerly|[\dA-Z]{0,3}\d{3,})[^)\]]*[)\]]?.*$/i, '')
    .replace(/\s*(?:co\.?\s*)?(?:reg\.?|registration)\s*(?:no|number)?\.?\s*:?.*$/i, '')
    .replace(/\s+#?\s?\d{4,}-?[A-Z]?\)?$/, '')
    .replace(/^[^\p{L}\d(]+|[\s:;,_*=~|-]+$/gu, '')
    .trim();
}

interface Candidate {
  readonly row: Row;
  readonly cell: Cell;
  readonly index: number;
  readonly name: string;
}

const letterShare = (text: string): number => (text.match(/\p{L}/gu)?.length ?? 0) / Math.max(1, text.replaceAll(' ', '').length);

function isName({ text }: Cell): boolean {
  const words = squash(text);
  if (words.length < 3 || letterShare(nameIn(text)) < 0.55) return false;
  if (CONTACT.test(text) || (HEADING.test(words) && !LEGAL.test(text)) || CUSTOMER.test(foldText(text))) return false;
  if (PLACE.test(text) && !LEGAL.test(text)) return false;
  return amountsIn(text).length === 0 && datesIn(text, 'day-first').length === 0;
}

/** The part of the page that speaks of the supplier: its head, without the customer's column. */
function headOf(rows: readonly Row[]): Candidate[] {
  const found: Candidate[] = [];
  const customers: { x: number; from: number }[] = [];
  const first = rows[0]?.page ?? 0;
  for (const [index, row] of rows.filter(({ page }) => page === first).entries()) {
    if (index > 28) break;
    for (const cell of row.cells) {
      if (CUSTOMER.test(foldText(cell.text))) customers.push({ x: cell.x, from: index });
      const isCustomers = customers.some(({ x, from }) => index - from < 6 && Math.abs(cell.x - x) < 0.12);
      if (!isCustomers && isName(cell)) found.push({ row, cell, index, name: nameIn(cell.text.replace(SELLER, '')) });
    }
  }
  return found;
}

/** Stamps and notes at the very top are often one person's name: a row without any capital, or far from the block below. */
const isJotted = (text: string): boolean => /\p{Ll}/u.test(text) && text === text.toLowerCase();

function scoreOf({ row, cell, index, name }: Candidate, typical: number, isCapital: boolean): number {
  return (
    40 -
    index * 4 +
    (LEGAL.test(name) ? 30 : 0) +
    (TRADE.test(name) ? 10 : 0) +
    (SELLER.test(cell.text) ? 30 : 0) +
    Math.min(14, Math.max(0, (cell.h / typical - 1) * 20)) +
    (isJotted(name) && isCapital ? -30 : 0) +
    (row.y > row.aspect * 0.45 ? -25 : 0) +
    (amountsIn(row.text).length > 0 ? -18 : 0) +
    (name.length > 60 ? -15 : 0) -
    (1 - cell.confidence) * 20
  );
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 1;

const isUnder = (upper: Candidate, lower: Candidate): boolean =>
  lower.index - upper.index === 1 && Math.abs(upper.cell.h - lower.cell.h) < 0.6 * Math.max(upper.cell.h, lower.cell.h) && upper.cell.x < lower.cell.x + lower.cell.w && lower.cell.x < upper.cell.x + upper.cell.w;

const isOpen = (text: string): boolean => (text.match(/\(/g)?.length ?? 0) > (text.match(/\)/g)?.length ?? 0);

/** The lower row reads on from the upper one. */
const readsOn = (upper: Candidate, lower: Candidate): boolean => isUnder(upper, lower) && !LEGAL.test(upper.name) && (isOpen(upper.cell.text) || CONTINUES.test(lower.cell.text));

const MOST_ROWS = 4;

/** A long name takes two or three rows: joins what stands above and below when it reads on. */
function spread(chosen: Candidate, all: readonly Candidate[]): { name: string; parts: Candidate[] } {
  const parts = [chosen];
  for (let grown = true; grown && parts.length < MOST_ROWS; ) {
    const above = all.find((other) => parts[0] !== undefined && readsOn(other, parts[0]));
    const last = parts.at(-1);
    const below = all.find((other) => last !== undefined && readsOn(last, other));
    if (above !== undefined) parts.unshift(above);
    else if (below !== undefined) parts.push(below);
    grown = above !== undefined || below !== undefined;
  }
  const name = parts.map((part, index) => (index === parts.length - 1 ? part.name : part.cell.text)).join(' ');
  return { name: name.replaceAll(/\s+/g, ' ').trim(), parts };
}

/** Who issued the document: the name at its head, a company's legal name before any other. */
export function supplierOf(rows: readonly Row[]): Read<string> {
  const all = headOf(rows);
  const typical = median(rows.flatMap(({ cells }) => cells.map(({ h }) => h)));
  const isCapital = all.filter(({ name }) => name === name.toUpperCase()).length * 2 > all.length;
  const ranked = all.map((candidate) => ({ candidate, score: scoreOf(candidate, typical, isCapital) })).toSorted((a, b) => b.score - a.score);
  const winner = ranked[0];
  if (winner === undefined) return unread();
  const { name: printed, parts } = spread(winner.candidate, all);
  // only what was recognised can have lost its accents
  const name = winner.candidate.cell.confidence < 1 && isFrench(rows) ? withAccents(printed) : printed;
  const { row, cell } = winner.candidate;
  const lead = winner.score - (ranked.find(({ candidate }) => !parts.includes(candidate))?.score ?? 0);
  const rivals = ranked.slice(1, 4).map(({ candidate }) => candidate.name).filter((other) => foldText(other) !== foldText(name) && other.length >= 3);
  return {
    value: name.slice(0, 400),
    text: parts.map((part) => part.cell.text).join(' ').slice(0, 400),
    confidence: Math.min(cell.confidence, lead > 25 ? 0.95 : lead > 8 ? 0.8 : 0.55),
    box: zoneOf(row, cell.start, cell.start + cell.text.length),
    ...(lead <= 25 && rivals.length > 0 ? { choices: rivals } : {}),
  };
}
