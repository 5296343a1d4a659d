import type { CommandAnswer } from '@gigafibre/contracts';
import type { Random } from '@gigafibre/kernel';
import { backoffMs } from './backoff.ts';
import type { DeviceClock, QueueRow, Sender, StoredCommand } from './queue-ports.ts';
import { isAnswerTo, verdictOf } from './reply.ts';
import type { Verdict } from './reply.ts';

const isReceiptOf = (body: unknown, sha256: string): boolean => typeof body === 'object' && body !== null && 'sha256' in body && body.sha256 === sha256;

/** Takes a row's photos and then its command to the hub. Sends nothing after the first that was not taken. */
export async function deliver(photos: readonly string[], command: StoredCommand, sender: Sender, clock: DeviceClock): Promise<Verdict> {
  for (const sha256 of photos) {
    const reply = await sender.photo(sha256);
    if (reply.kind === 'held') continue;
    const verdict = verdictOf(reply, (body) => isReceiptOf(body, sha256), clock());
    if (verdict.kind !== 'done') return verdict;
  }
  return verdictOf(await sender.command(command), (body) => isAnswerTo(body, command.id), clock());
}

/** The row as it lies in the store after a verdict on it. */
export function rowAfter(row: QueueRow, verdict: Verdict, now: number, random: Random): QueueRow {
  switch (verdict.kind) {
    case 'done':
      return { ...row, state: 'acknowledged', trouble: undefined, answer: verdict.body as CommandAnswer };
    case 'refused':
      return { ...row, state: 'refused', trouble: undefined, refusal: verdict.problem };
    case 'signed-out':
      return row;
    case 'later': {
      const attempts = row.attempts + 1;
      // Trouble with the hub or the network holds everything back (patience.ts) and ends for all at once.
      const notBefore = verdict.everything ? 0 : now + backoffMs(attempts, verdict.afterMs, random);
      return { ...row, attempts, notBefore, triedAt: now, trouble: verdict.trouble };
    }
  }
}
