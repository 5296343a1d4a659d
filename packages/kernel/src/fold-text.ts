/** Lower case without accents or ligatures, for comparing what people type: `Chloé L'Œuvre` gives `chloe l'oeuvre`. */
export function foldText(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('’', "'")
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .trim();
}
