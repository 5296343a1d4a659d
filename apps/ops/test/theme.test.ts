import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const source = readFileSync(`${import.meta.dirname}/../src/ui/theme.scss`, 'utf8');
const palette = (mixin: string): Map<string, string> => {
  const block = new RegExp(`@mixin ${mixin} \\{([^}]*)\\}`).exec(source)?.[1] ?? '';
  return new Map([...block.matchAll(/--gf-([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name ?? '', value ?? '']));
};

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const STATUSES = ['unassigned', 'planned', 'confirmed', 'en-route', 'on-site', 'paused', 'done', 'failed', 'cancelled'];
const PAIRS: [string, string][] = [
  ...['canvas', 'surface', 'hover'].flatMap((ground) => ['text', 'text-2', 'text-3', 'accent-strong', 'danger'].map((ink): [string, string] => [ink, ground])),
  ...STATUSES.map((status): [string, string] => [`st-${status}-ink`, `st-${status}-soft`]),
  ['on-accent', 'accent'], ['danger', 'danger-soft'], ['warning', 'warning-soft'], ['success', 'success-soft'], ['accent-strong', 'accent-soft'], ['text', 'sunken'],
];

describe.each(['light', 'dark'])('The %s theme', (mixin) => {
  const colours = palette(mixin);

  it.each(PAIRS)('shows %s on %s with a contrast of at least 4.5:1', (ink, ground) => {
    expect(contrast(colours.get(ink) ?? '', colours.get(ground) ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  it('has a value for every colour of the other', () => {
    expect([...colours.keys()].sort()).toEqual([...palette(mixin === 'light' ? 'dark' : 'light').keys()].sort());
  });
});
