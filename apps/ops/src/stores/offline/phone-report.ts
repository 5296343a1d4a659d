import type { PhoneReport } from '@gigafibre/contracts';
import type { QueueItem } from './queue.ts';

const MOST_REFUSALS = 40;
const MOST_VISITS = 60;

interface Told {
  readonly items: readonly QueueItem[];
  readonly identity: { readonly store: string; readonly counter: number };
  readonly isProtected: boolean;
  /** Epoch milliseconds by this device's clock. */
  readonly now: number;
}

/** What dispatch is to know of this phone's queue. Ages, not instants: this device's clock may be a year off. */
export function phoneReport({ items, identity, isProtected, now }: Told): PhoneReport {
  const unsent = items.filter((item) => item.state !== 'acknowledged');
  const ageOf = ({ since }: QueueItem): number => Math.max(0, Math.round((now - since) / 1000));
  const refused = unsent.filter((item) => item.state === 'refused').slice(0, MOST_REFUSALS);
  const visits = new Set(unsent.flatMap(({ command }) => (typeof command.payload['visit'] === 'string' ? [command.payload['visit']] : [])));
  return {
    ...identity,
    unsent: unsent.length,
    oldestSeconds: unsent.length === 0 ? null : Math.max(...unsent.map(ageOf)),
    parked: unsent.filter((item) => item.state === 'parked').length,
    refused: refused.map((item) => ({ command: item.command.id, type: item.command.type, lane: item.lane, code: item.refusal?.code ?? 'internal', seconds: ageOf(item) })),
    visits: [...visits].slice(0, MOST_VISITS),
    isProtected,
  };
}
