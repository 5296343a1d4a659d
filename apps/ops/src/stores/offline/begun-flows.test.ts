import { describe, expect, it } from 'vitest';
import type { FlowTemplate } from '@gigafibre/contracts';
import { keepBegunFlows } from './begun-flows.ts';
import { aDay, aVisit } from './offline.fixtures.ts';
import type { StoredCommand } from './queue-ports.ts';

const flow = (version: number): FlowTemplate => ({ name: 'repair', version, title: { fr: 'Réparation', en: 'Repair' }, steps: [] });
const day = (version: number) => aDay({ visits: [aVisit('VIS-1', { flow: flow(version) }), aVisit('VIS-2', { flow: flow(version) })] });
const arrived = (version: number): StoredCommand => ({ id: '019e0000-0000-7000-8000-000000000001', type: 'visit.arrive', v: 1, at: '2026-11-23T13:00:00Z', payload: { visit: 'VIS-1', flow: { template: 'repair', version } } });
const versions = (read: ReturnType<typeof day>) => read.visits.map((visit) => [visit.flow?.version, visit.newerFlow?.template.version]);

describe('a procedure published while a phone is in a dead zone (R53)', () => {
  it('stays on the version a visit was begun with here, and gives the new one to the others', () => {
    expect(versions(keepBegunFlows(day(3), day(4), [arrived(3)]))).toEqual([[3, 4], [4, undefined]]);
  });

  it('takes what the hub says once the hub knows, and for visits that have not begun', () => {
    expect(versions(keepBegunFlows(day(3), day(4), []))).toEqual([[4, undefined], [4, undefined]]);
    expect(versions(keepBegunFlows(undefined, day(4), [arrived(3)]))).toEqual([[4, undefined], [4, undefined]]);
  });
});
