import 'fake-indexeddb/auto';
import { set } from 'idb-keyval';
import { describe, expect, it } from 'vitest';
import { canRead } from './readable.ts';
import { openStrictStore } from './strict-store.ts';

let made = 0;
async function phoneWith(...rows: readonly { type: string; v: number; state?: string; technician?: string }[]) {
  const queue = openStrictStore(`readable-${String((made += 1))}`);
  await set(['counter', 'TECH-001'], rows.length, queue);
  for (const [at, { type, v, state = 'waiting', technician = 'TECH-001' }] of rows.entries()) await set(['row', technician, at + 1], { technician, counter: at + 1, state, command: { id: String(at), type, v, at: '2026-11-23T14:00:00Z', payload: {} } }, queue);
  return queue;
}
const SPOKEN = { 'visit.note': { current: 3, oldest: 2 }, 'visit.arrive': { current: 1, oldest: 1 } };

describe('A new version of the app on a phone with unsent work (R46)', () => {
  it('is taken when it reads every command that waits, itself or by a step', async () => {
    expect(await canRead(await phoneWith({ type: 'visit.note', v: 2 }, { type: 'visit.arrive', v: 1 }), SPOKEN)).toBe(true);
    expect(await canRead(await phoneWith(), SPOKEN)).toBe(true);
  });

  it.each([['too old for its steps', { type: 'visit.note', v: 1 }], ['newer than it', { type: 'visit.note', v: 4 }], ['of a type it does not have', { type: 'visit.sing', v: 1 }], ['refused, and still to be corrected', { type: 'visit.note', v: 1, state: 'refused' }], ['somebody else’s who shares the phone', { type: 'visit.note', v: 1, technician: 'TECH-002' }]])('is left waiting when a command is %s', async (_why, row) => {
    expect(await canRead(await phoneWith({ type: 'visit.arrive', v: 1 }, row), SPOKEN)).toBe(false);
  });

  it('does not look at what the hub has acknowledged', async () => {
    expect(await canRead(await phoneWith({ type: 'visit.note', v: 1, state: 'acknowledged' }), SPOKEN)).toBe(true);
  });
});
