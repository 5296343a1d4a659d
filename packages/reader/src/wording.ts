import { foldText } from '@gigafibre/kernel';

/** What an amount is, by the words beside it. */
export type Role = 'total' | 'payable' | 'subtotal' | 'tps' | 'tvq' | 'tax' | 'rounding' | 'payment' | 'change' | 'discount' | 'count' | 'none';

/**
 * A label without blanks, accents and signs, its digits read as the letters they resemble: OCR loses blanks
 * (`TOTALSALES(INCLUSIVEOFGST)`) and confuses shapes (`T0TAL`).
 */
export function squash(text: string): string {
  return foldText(text)
    .replaceAll(/(?<![a-z])[\d.,\s%]+(?![a-z])/g, ' ')
    .replaceAll('0', 'o')
    .replaceAll('1', 'l')
    .replaceAll('5', 's')
    .replaceAll('8', 'b')
    .replaceAll(/[^a-z]/g, '');
}

const TPS = /tps|gst|tpss|federaltax|taxefed/;
const TVQ = /tvq|qst|tvo(?![a-z])|taxeprov|provincialtax/;
const OTHER_TAX = /tvh|hst|tva|vat|sst|pst|tvp|servicetax|salestax|taxes?|svctax/;
const ROUNDING = /round|arrondi|rnding|bundaran/;
const TOTAL = /tota[li]|totl|grandttl|jumlah|jumiah|tctal/;
const INCLUSIVE = /inclu?s?|inci|ttc|toutestaxes|taxescomprises|aprestaxes|aftertax|withgst|withtax|rounded/;
const EXCLUSIVE = /excl|exci|excluding|hors(?:taxe|tva)|avanttax|beforetax|beforegst|without|totalht|montantht|sousttl|exgst|exctax|excgst/;
const SUBTOTAL = /subtota|soustota|subttl|sbtotal|stotal$|nontaxable/;
const PAYABLE = /grandtotal|totaldue|totalpayable|totalapayer|totalgeneral|amountdue|balancedue|soldedu|soldeapayer|montantdu|montantapayer|montanttotal|netapayer|nettotal|netttotal|totalnet|totalamount|totalamt|amountpayable|amtpayable|payable|apayer|totalsales|totalbill|billtotal|nettamount|nettamt|netamt|pleasepay|finaltotal|totalttc|amounttopay|totaltopay|duamount|montantttc/;
const PAYMENT = /cash(?!ier)|tunai|visa|mastercard|mastereard|amex|debit|creditcard|interac|cardpay|bankcard|carte|comptant|paid|paye(?!r)|paiement|payment|tender|received|cheque|ewallet|touchngo|deposit|acompte|bayaran|mydebit/;
const CHANGE = /(?<!ex)change(?!able)|monnaie|arendre|rendu|baki|kembali|balanceback/;
const DISCOUNT = /disc(?!ription)|rabais|remise|escompte|saving|economi|promo|rebate|coupon|voucher/;
const COUNT = /qty|quantit|totalitem|itemcount|noofitem|numberofitem|totalpc|nombredarticle|nbarticle|totalpoint|point/;

/** « of which tax »: the amount is a part of the total, not the total. */
const INSIDE = /includ\w*in|inclus(?:es)?dans|dont(?:tva|tps|taxe)/;

function taxRole(label: string): Role {
  if (TVQ.test(label) && TPS.test(label)) return 'tax';
  if (TVQ.test(label)) return 'tvq';
  return TPS.test(label) ? 'tps' : 'tax';
}

function totalRole(label: string): Role {
  if (INSIDE.test(label)) return taxRole(label);
  if (EXCLUSIVE.test(label)) return 'subtotal';
  if (INCLUSIVE.test(label)) return 'payable';
  if (TPS.test(label) || TVQ.test(label) || OTHER_TAX.test(label)) return taxRole(label);
  return PAYABLE.test(label) ? 'payable' : 'total';
}

const isTax = (words: string): boolean => TPS.test(words) || TVQ.test(words) || OTHER_TAX.test(words);
const isSum = (words: string): boolean => TOTAL.test(words) || PAYABLE.test(words);
/** « HT » and « H.T. » only mean « before tax » as words of their own. */
const isBeforeTax = (folded: string): boolean => /\bht\b|\bh\.t/.test(folded) && !/ttc/.test(folded);
const isWithTax = (words: string): boolean => INCLUSIVE.test(words) && /amount|amt|montant|sales|prix|ttc/.test(words);

type Rule = readonly [Role | ((words: string) => Role), (words: string, folded: string) => boolean];

/** In this order: the first that fits decides. */
const RULES: readonly Rule[] = [
  ['count', (words) => COUNT.test(words)],
  ['discount', (words) => DISCOUNT.test(words)],
  ['subtotal', (words) => SUBTOTAL.test(words)],
  ['change', (words) => CHANGE.test(words)],
  ['subtotal', (_, folded) => isBeforeTax(folded)],
  ['payment', (words) => /accept[ae]d/.test(words)],
  [totalRole, isSum],
  ['payment', (words) => PAYMENT.test(words)],
  ['subtotal', (words) => EXCLUSIVE.test(words)],
  ['payable', isWithTax],
  [taxRole, isTax],
];

/** What the words beside an amount make of it. A rounding is a matter of a few cents, so its size tells it from a rounded total. */
export function roleOf(label: string, cents: number): Role {
  const words = squash(label);
  if (ROUNDING.test(words)) {
    if (Math.abs(cents) <= 10) return 'rounding';
    return isSum(words) ? 'payable' : 'none';
  }
  const role = RULES.find(([, fits]) => fits(words, foldText(label)))?.[0] ?? 'none';
  return typeof role === 'function' ? role(words) : role;
}

/** The heading of a table that repeats amounts by tax code: what is in it is no total. */
export const isTaxSummary = (text: string): boolean => /(gst|tax|sst|vat|tva)(summary|analysis|breakdown|detail)|summaryofgst|recapitulatifde(la)?t|ventilationde(la)?t|taxcode/.test(squash(text));
