const LARGEST_CENTS = 10_000_000;

/** Cents as people type dollars: `12,50` in French, `12.50` in English. */
export const dollarsOf = (cents: number, language: string): string => {
  const text = (cents / 100).toFixed(2);
  return language === 'fr' ? text.replace('.', ',') : text;
};

/** Dollars as typed, with a comma or a point, to cents; undefined for what is no amount. */
export function centsFrom(text: string): number | undefined {
  const plain = text.replaceAll(/[\s\u00a0\u202f$]/g, '').replace(',', '.');
  if (!/^\d+(?:\.\d{0,2})?$/.test(plain)) return undefined;
  const [whole = '0', part = ''] = plain.split('.');
  const cents = Number(whole) * 100 + Number(part.padEnd(2, '0'));
  return cents <= LARGEST_CENTS ? cents : undefined;
}
