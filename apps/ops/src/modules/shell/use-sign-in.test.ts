import { describe, expect, it } from 'vitest';
import { destination } from './use-sign-in.ts';

describe('Where signing in leads (R11)', () => {
  it('opens the page that was asked for before', () => {
    expect(destination('/ops/customers/CUST-2026-00042?tab=network', '/ops/board')).toBe('/ops/customers/CUST-2026-00042?tab=network');
  });

  it('opens where the person’s work begins when nothing was asked for', () => {
    expect(destination(undefined, '/ops/board')).toBe('/ops/board');
  });

  it.each(['https://elsewhere.example/ops', '//elsewhere.example', '/opsx', '/ops/sign-in?next=/ops', ['/ops', '/j']])('does not follow %s', (next) => {
    expect(destination(next, '/ops/board')).toBe('/ops/board');
  });
});
