import type { OutboxMessage } from '@gigafibre/contracts';
import type { Refusal, SendOutcome } from '../../vendors/messaging/messaging.port.ts';

const MOST_ATTEMPTS = 5;

/** What an attempt leads to: the message's next state, and what else is to be remembered. */
export interface Next {
  readonly state: Extract<OutboxMessage['state'], 'accepted' | 'held' | 'failed' | 'suppressed' | 'unknown'>;
  readonly reason: string | null;
  readonly vendorId?: string;
  readonly afterSeconds?: number;
  readonly remember?: 'opt-out' | 'bad-address' | 'strike' | 'stop-template' | 'stop-channel';
}

const REFUSED: Readonly<Record<Refusal, Pick<Next, 'state' | 'remember' | 'afterSeconds'>>> = {
  'opted-out': { state: 'suppressed', remember: 'opt-out' },
  'bad-address': { state: 'failed', remember: 'bad-address' },
  'not-mobile': { state: 'failed', remember: 'bad-address' },
  unreachable: { state: 'failed', remember: 'strike' },
  // sending it again makes it worse: nobody gets this template until a person has looked
  filtered: { state: 'failed', remember: 'stop-template' },
  // nothing wrong with the message: it waits until a person has mended the account
  credentials: { state: 'held', remember: 'stop-channel', afterSeconds: 60 },
  unroutable: { state: 'failed' },
  unregistered: { state: 'failed' },
  configuration: { state: 'failed' },
  rejected: { state: 'failed' },
  undeliverable: { state: 'failed' },
};

/** @param attempts how often it has been tried, this time included. */
export function nextAfter(outcome: SendOutcome, attempts: number): Next {
  switch (outcome.kind) {
    case 'accepted':
      return { state: 'accepted', reason: null, vendorId: outcome.vendorId };
    case 'unknown':
      return { state: 'unknown', reason: outcome.code };
    case 'later':
      return attempts < MOST_ATTEMPTS ? { state: 'held', reason: outcome.code, afterSeconds: outcome.afterSeconds * 2 ** (attempts - 1) } : { state: 'failed', reason: outcome.code };
    case 'refused':
      return { reason: outcome.code, ...REFUSED[outcome.refusal] };
  }
}
