import type { Site } from '../site/state.ts';

const DIGITS = '0123456789abcdefghijklmnopqrstuv';

/** Ten characters of 0-9a-v. The middle follows the clock, so that a site with a seeded generator never draws a name twice. */
export function hashName(site: Site): string {
  let rest = site.tick();
  let middle = '';
  for (let at = 0; at < 8; at += 1) {
    middle = DIGITS.charAt(rest % 32) + middle;
    rest = Math.floor(rest / 32);
  }
  const draw = (): string => DIGITS.charAt(Math.floor(site.random() * 32));
  return draw() + middle + draw();
}
