import { addCents, shareOfCents } from '@gigafibre/kernel';
import type { Cents, Random } from '@gigafibre/kernel';

export interface FactLine {
  readonly code: string;
  readonly description: string;
  readonly quantity: number;
  readonly unitPrice: Cents;
  readonly amount: Cents;
}

/** What an invoice says, before it is drawn. */
export interface InvoiceFacts {
  readonly language: 'fr' | 'en';
  readonly supplier: string;
  readonly address: readonly string[];
  readonly number: string;
  /** `2026-08-12` */
  readonly date: string;
  readonly dueDate: string;
  readonly customer: readonly string[];
  readonly lines: readonly FactLine[];
  readonly subtotal: Cents;
  readonly tps: Cents;
  readonly tvq: Cents;
  readonly total: Cents;
  readonly tpsNumber: string;
  readonly tvqNumber: string;
}

const SUPPLIERS = ['Distributions Fibrotech inc.', 'Quincaillerie Saint-Rémi ltée', 'Électro-Câble du Sud-Ouest inc.', 'Matériaux Châteauguay', 'Location Outillage Roussillon inc.', 'Fournitures Réseau Lanaudière S.E.N.C.', 'Garage Tremblay & Fils inc.', 'Northline Splicing Supplies Ltd.', 'Papeterie du Canal', 'Les Entreprises Lapierre et associés inc.', 'Maple Optics Corporation', 'Dépanneur chez Gisèle', 'Atelier Mécanique Ormstown enr.', 'Câblage Beauharnois 9387-1204 Québec inc.', 'Aménagement Forêt-Nord inc.'] as const;
const STREETS = ['boul. Saint-Jean-Baptiste', 'rue Principale', 'chemin de la Rivière', 'rang Saint-Louis', 'rue de l’Église', 'montée du Moulin'] as const;
const TOWNS = ['Châteauguay (Québec)  J6J 2X4', 'Saint-Rémi (Québec)  J0L 2L0', 'Joliette (Québec)  J6E 3T1', 'Candiac QC  J5R 1C2', 'Ormstown (Québec)  J0S 1K0'] as const;
const GOODS = {
  fr: ['Câble fibre 12 brins, 500 m', 'Connecteur SC/APC', 'Coupleur 1:8', 'Jarretière SC/APC 3 m', 'Boîtier d’épissure', 'Ruban isolant', 'Main-d’œuvre, installation', 'Location nacelle, journée', 'Attaches de câble (100)', 'Gaine 20 mm', 'Tournevis isolé', 'Papier multifonction', 'Huile moteur 5W30', 'Essence ordinaire'],
  en: ['Drop cable 12F, 500 m', 'SC/APC connector', 'Splitter 1:8', 'Patch cord SC/APC 3 m', 'Splice closure', 'Electrical tape', 'Labour, installation', 'Bucket truck rental, day', 'Cable ties (100)', 'Conduit 20 mm', 'Insulated screwdriver', 'Copy paper', 'Motor oil 5W30', 'Regular gasoline'],
} as const;
const PRICES = [495, 995, 1249, 1995, 2475, 3350, 6495, 8495, 12_900, 14_900, 38_475, 125_000] as const;

export const pick = <Value>(random: Random, values: readonly [Value, ...Value[]]): Value => values[Math.floor(random() * values.length)] ?? values[0];
export const digits = (random: Random, count: number): string => Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
export const between = (random: Random, least: number, most: number): number => least + Math.floor(random() * (most - least + 1));

const two = (value: number): string => String(value).padStart(2, '0');

function numberOf(random: Random): string {
  const forms: readonly [() => string, ...(() => string)[]] = [() => `FA-${digits(random, 5)}`, () => digits(random, 6), () => `2026-${digits(random, 4)}`, () => `INV${digits(random, 7)}`, () => `${digits(random, 3)}-${digits(random, 4)}-A`];
  return pick(random, forms)();
}

function lineOf(random: Random, language: 'fr' | 'en'): FactLine {
  const quantity = between(random, 1, 6);
  const unitPrice = pick(random, PRICES) as Cents;
  return { code: `${pick(random, ['A', 'F', 'KX', 'QC'])}${digits(random, 4)}`, description: pick(random, GOODS[language] as unknown as [string, ...string[]]), quantity, unitPrice, amount: (quantity * unitPrice) as Cents };
}

/** A believable invoice of a Québec supplier: the same seed gives the same invoice. Every name and number is made up. */
export function invoiceFacts(random: Random, language: 'fr' | 'en', mostLines = 8): InvoiceFacts {
  const lines = Array.from({ length: between(random, 1, mostLines) }, () => lineOf(random, language));
  const subtotal = addCents(...lines.map(({ amount }) => amount));
  const [tps, tvq] = [shareOfCents(subtotal, 5000), shareOfCents(subtotal, 9975)];
  const [month, day] = [between(random, 1, 11), between(random, 1, 28)];
  return {
    language,
    supplier: pick(random, SUPPLIERS),
    address: [`${between(random, 10, 1990)}, ${pick(random, STREETS)}`, pick(random, TOWNS), `Tél. : 450 555-01${digits(random, 2)}`],
    number: numberOf(random),
    date: `2026-${two(month)}-${two(day)}`,
    dueDate: `2026-${two(month + 1)}-${two(day)}`,
    customer: ['Gigafibre', '1867, chemin de la Rivière', 'Sainte-Clotilde (Québec)  J0L 1W0'],
    lines,
    subtotal,
    tps,
    tvq,
    total: addCents(subtotal, tps, tvq),
    tpsNumber: `${digits(random, 9)} RT0001`,
    tvqNumber: `${digits(random, 10)} TQ0001`,
  };
}

const FR_MONTHS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'] as const;
const EN_MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const;

/** A date as people print it. */
export function printedDate(day: string, language: 'fr' | 'en', form: 'words' | 'iso' | 'slashes'): string {
  const [year = '', month = '', date = ''] = day.split('-');
  if (form === 'iso') return day;
  if (form === 'slashes') return `${date}/${month}/${year}`;
  const names = language === 'fr' ? FR_MONTHS : EN_MONTHS;
  return language === 'fr' ? `${Number(date)} ${names[Number(month) - 1]} ${year}` : `${names[Number(month) - 1]} ${Number(date)}, ${year}`;
}

/** `1 234,56 $` with a no-break space, or `$1,234.56`. */
export function printedAmount(cents: Cents, language: 'fr' | 'en', withSign = true): string {
  const [whole = '', fraction = ''] = (Math.abs(cents) / 100).toFixed(2).split('.');
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, language === 'fr' ? ' ' : ',');
  const minus = cents < 0 ? '-' : '';
  if (language === 'fr') return `${minus}${grouped},${fraction}${withSign ? ' $' : ''}`;
  return `${minus}${withSign ? '$' : ''}${grouped}.${fraction}`;
}
