import { describe, expect, it } from 'vitest';
import { createEvidence } from '../src/evidence.ts';
import type { ScanFormat } from '../src/index.ts';

const square = (x: number, y: number) => [{ x, y }, { x: x + 100, y }, { x: x + 100, y: y + 40 }, { x, y: y + 40 }];
const seen = (text: string, format: ScanFormat, lines = 0, at = 0) => ({ text, format, lines, corners: square(at, 0) });

describe('several looks at one photo (R40)', () => {
  it('believe a code that repairs itself at once', () => {
    const evidence = createEvidence();
    evidence.add([seen('https://exemple.ca', 'qr')]);
    expect(evidence.accepted()).toEqual([{ text: 'https://exemple.ca', format: 'qr' }]);
  });

  it('believe bars without a check digit only when a second look agrees', () => {
    const evidence = createEvidence();
    evidence.add([seen('XE75-0091', 'code-39', 2)]);
    expect([evidence.accepted(), evidence.doubtful()]).toEqual([[], ['code-39']]);
    evidence.add([seen('XE75-0091', 'code-39', 2)]);
    expect(evidence.accepted()).toEqual([{ text: 'XE75-0091', format: 'code-39' }]);
  });

  it('believe neither of two that contradict each other at one place', () => {
    const evidence = createEvidence();
    evidence.add([seen('XE75-0091', 'code-39', 6), seen('XE7S-0091', 'code-39', 6)]);
    expect(evidence.accepted()).toEqual([]);
  });

  it('keep a square that stands in the middle of another', () => {
    const evidence = createEvidence();
    evidence.add([seen('outer', 'qr'), seen('inner', 'qr')]);
    expect(evidence.accepted()).toHaveLength(2);
  });

  it('keep two codes that stand side by side', () => {
    const evidence = createEvidence();
    evidence.add([seen('TPLG1A2B3C4D', 'code-128', 9), seen('021A2B3C4D5E', 'code-128', 9, 400)]);
    expect(evidence.accepted()).toHaveLength(2);
  });

  it('keep two bar codes of a label that lies askew, though the squares around them overlap', () => {
    const askew = (y: number) => [{ x: 0, y }, { x: 400, y: y + 160 }, { x: 392, y: y + 180 }, { x: -8, y: y + 20 }];
    const evidence = createEvidence();
    evidence.add([{ ...seen('TPLG1A2B3C4D', 'code-128', 9), corners: askew(0) }, { ...seen('021A2B3C4D5E', 'code-128', 9), corners: askew(40) }]);
    expect(evidence.accepted()).toHaveLength(2);
    evidence.add([{ ...seen('TPLG1A2B3C40', 'code-128', 9), corners: askew(4) }]);
    expect(evidence.accepted().map(({ text }) => text)).toEqual(['021A2B3C4D5E']);
  });
});
