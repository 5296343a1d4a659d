import type { QueueItem } from '../../stores/offline/index.ts';

/** Everything that has not reached the hub, as a file: for the office, when nothing else helps. */
export function exportUnsent(items: readonly QueueItem[], technician: string, at: string): void {
  const content = JSON.stringify({ technician, at, commands: items.map(({ command, state, refusal, trouble, attempts }) => ({ ...command, state, refusal, trouble, attempts })) }, null, 2);
  const address = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
  Object.assign(document.createElement('a'), { href: address, download: `gigafibre-${technician}-${at.slice(0, 10)}.json` }).click();
  URL.revokeObjectURL(address);
}
