const BROWSERS: readonly (readonly [string, RegExp])[] = [
  ['Edge', /\bEdg(?:A|iOS)?\//], ['Samsung Internet', /\bSamsungBrowser\//], ['Opera', /\bOPR\//], ['Firefox', /\b(?:Firefox|FxiOS)\//], ['Chrome', /\b(?:Chrome|CriOS)\//], ['Safari', /\bSafari\//],
];
const SYSTEMS: readonly (readonly [string, RegExp])[] = [['Android', /\bAndroid\b/], ['iOS', /\b(?:iPhone|iPad|iPod)\b/], ['Windows', /\bWindows\b/], ['macOS', /\bMac OS X\b/], ['ChromeOS', /\bCrOS\b/], ['Linux', /\bLinux\b/]];

/** « Firefox, Windows »: enough to know one's own device again, and no more than that is kept. Empty when nothing is known. */
export function clientWords(userAgent: string | undefined): string {
  const known = [BROWSERS, SYSTEMS].map((list) => list.find(([, mark]) => mark.test(userAgent ?? ''))?.[0]);
  return known.filter((word) => word !== undefined).join(', ');
}
