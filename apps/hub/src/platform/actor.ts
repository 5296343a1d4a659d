import type { Actor, Principal } from '@gigafibre/contracts';
import { Problem } from '@gigafibre/contracts';

/** Who an event is attributed to. Nobody anonymous changes anything. */
export function actorOf(principal: Principal): Actor {
  if (principal.kind === 'anonymous') throw new Problem('not_signed_in');
  return { kind: principal.kind, user: principal.user, displayName: principal.displayName };
}
