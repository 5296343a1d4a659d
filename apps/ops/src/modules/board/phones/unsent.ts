import type { LostWork, PhoneAccount } from '@gigafibre/contracts';
import { secondsOf } from '@gigafibre/dispatch';

/** What one technician's phones owe us, all of them together. */
export interface Unsent {
  readonly count: number;
  /** When the oldest of it was done, in epoch seconds. */
  readonly oldestSeconds: number | undefined;
  readonly refused: PhoneAccount['refused'];
  readonly parked: number;
  readonly lost: readonly (LostWork & { readonly device: string })[];
  readonly heardSeconds: number;
}

const oldestOf = (phones: readonly PhoneAccount[]): number | undefined => {
  const moments = phones.flatMap(({ oldestAt, lost }) => (oldestAt === null || lost !== null ? [] : [secondsOf(oldestAt)]));
  return moments.length === 0 ? undefined : Math.min(...moments);
};

function unsentOf(phones: readonly PhoneAccount[]): Unsent {
  const present = phones.filter(({ lost }) => lost === null);
  return {
    count: present.reduce((sum, { unsent }) => sum + unsent, 0),
    oldestSeconds: oldestOf(phones),
    refused: present.flatMap(({ refused }) => refused),
    parked: present.reduce((sum, { parked }) => sum + parked, 0),
    lost: phones.flatMap(({ lost, device }) => (lost === null ? [] : [{ ...lost, device }])),
    heardSeconds: Math.max(...phones.map(({ heardAt }) => secondsOf(heardAt))),
  };
}

/** Each technician's unsent work, for those who owe any; and the visits whose state here is behind the phone's. */
export function unsentByTechnician(phones: readonly PhoneAccount[]): { readonly unsent: ReadonlyMap<string, Unsent>; readonly stale: ReadonlySet<string> } {
  const byTechnician = Map.groupBy(phones, ({ technician }) => technician);
  const owing = [...byTechnician].map(([technician, own]) => [technician, unsentOf(own)] as const).filter(([, { count, lost }]) => count > 0 || lost.length > 0);
  return { unsent: new Map(owing), stale: new Set(phones.flatMap(({ visits, unsent, lost }) => (unsent > 0 && lost === null ? visits : []))) };
}
