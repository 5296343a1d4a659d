import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainOf, faultsIn, GENESIS, type ChainedRecord } from './chain.ts';

const ROWS = 10_000;
const records: readonly ChainedRecord[] = Array.from({ length: ROWS }, (_, at) => ({ source: at % 7 === 0 ? 'access' : 'event', seq: at + 1, content: { type: 'visit.planned', actor: { kind: 'staff', user: `person-${String(at % 13)}` }, facts: { minutes: at % 60, note: 'é'.repeat(at % 3) } } }));
const links = chainOf({ position: 0, hash: GENESIS }, records);
const start = { position: 0, hash: GENESIS };
const rowsWith = (changed: ReadonlyMap<number, ChainedRecord | undefined>) => ({ position }: { position: number }) => (changed.has(position) ? changed.get(position) : records[position - 1]);
const position = fc.integer({ min: 1, max: ROWS });

describe('statement 57: the audit trail is chained, so that no row changes unseen', () => {
  it('finds nothing in a chain that nobody touched', () => {
    expect(faultsIn(start, links, rowsWith(new Map()))).toEqual([]);
  });

  it('locates any one of 10,000 rows that was altered or deleted, and no other', () => {
    fc.assert(
      fc.property(position, fc.constantFrom('altered', 'missing'), fc.constantFrom('seq', 'minutes', 'user', 'extra'), (at, kind, what) => {
        const row = records[at - 1]!;
        const altered: ChainedRecord = { ...row, seq: what === 'seq' ? row.seq + 1 : row.seq, content: { ...row.content, ...(what === 'minutes' && { facts: { minutes: 61 } }), ...(what === 'user' && { actor: { kind: 'staff', user: 'somebody-else' } }), ...(what === 'extra' && { added: true }) } };
        const faults = faultsIn(start, links, rowsWith(new Map([[at, kind === 'missing' ? undefined : altered]])));
        expect(faults.map((fault) => [fault.kind, fault.position])).toEqual([[kind, at]]);
      }),
      { numRuns: 30 },
    );
  });

  it('locates both of two rows that changed places', () => {
    fc.assert(
      fc.property(position, position, (one, other) => {
        fc.pre(one !== other);
        const swapped = new Map([[one, { ...records[other - 1]!, seq: one }], [other, { ...records[one - 1]!, seq: other }]]);
        const faults = faultsIn(start, links, rowsWith(swapped));
        expect(faults.map((fault) => [fault.kind, fault.position])).toEqual([one, other].sort((a, b) => a - b).map((at) => ['altered', at]));
      }),
      { numRuns: 15 },
    );
  });

  it('locates a link that was taken out, or changed', () => {
    fc.assert(
      fc.property(position, (at) => {
        const without = links.filter((link) => link.position !== at);
        expect(faultsIn(start, without, rowsWith(new Map())).map((fault) => [fault.kind, fault.position])).toEqual(at === ROWS ? [] : [['unlinked', at]]);
        const changed = links.map((link) => (link.position === at ? { ...link, hash: GENESIS } : link));
        expect(faultsIn(start, changed, rowsWith(new Map()))[0]).toMatchObject({ kind: 'altered', position: at });
      }),
      { numRuns: 15 },
    );
  });
});
