const FOREIGN: Readonly<Record<string, string>> = { œ: 'oe', Œ: 'OE', '’': "'", '\u00a0': ' ', '\u202f': ' ', É: 'É', Ç: 'Ç' };

/** A text in letters the GSM alphabet has: « Françoise » becomes « Francoise », « Éric » stays. Names, not sentences. */
export const inGsmLetters = (text: string): string =>
  Array.from(text.normalize('NFC'), (letter) => FOREIGN[letter] ?? (/[éèàùìòÉäöñüÄÖÑÜ]/.test(letter) ? letter : letter.normalize('NFD').replaceAll(/\p{Diacritic}/gu, ''))).join('');
