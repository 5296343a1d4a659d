import { LiveGrant, type GrantRefusal } from '../../../vendors/messaging/live-grant.ts';
import { isListed } from './recipient.ts';
import { POLICIES } from './policies.ts';
import type { Policy, PolicyAnswer, Question } from './policy.ts';

/** Who may be reached in allow-list mode: exact numbers and addresses, and whole domains as `@example.ca`. */
export interface Leave {
  readonly grant: LiveGrant | readonly GrantRefusal[];
  readonly allowed: readonly string[];
}

/** Nothing leaves. */
export const CLOSED: Leave = { grant: ['sandboxed'], allowed: [] };

export interface PolicyStep {
  readonly policy: string;
  readonly outcome: PolicyAnswer['outcome'];
  readonly reason?: string;
}

/** What becomes of a message. `capture`: the sandbox keeps it, whatever the policies would have let pass. */
export type Decision = { readonly steps: readonly PolicyStep[] } & (
  | { readonly verdict: 'send'; /** Subject and text carry `[TEST]`. */ readonly isMarked: boolean }
  | { readonly verdict: 'hold'; readonly reason: string; readonly untilMs: number }
  | { readonly verdict: 'suppress'; readonly reason: string }
  | { readonly verdict: 'capture'; readonly reason: string }
);

/** Why a message may not reach a real person, or undefined when it may. */
function barrier({ grant, allowed }: Leave, { message, now }: Question): string | undefined {
  if (!(grant instanceof LiveGrant)) return grant[0] ?? 'sandboxed';
  if (!grant.covers(message.channel, now.epochMilliseconds / 1000)) return 'not-granted';
  return grant.mode === 'allowlist' && !isListed(message.recipient, allowed) ? 'not-listed' : undefined;
}

const later = (one: PolicyAnswer, other: PolicyAnswer): PolicyAnswer => (other.outcome === 'hold' && (one.outcome !== 'hold' || other.untilMs > one.untilMs) ? other : one);

/**
 * The one decision on every message, pure: the same question has the same answer. Suppressed stays suppressed in the sandbox
 * too; what would be held is captured there, with the trace that says so.
 */
export function decide(question: Question, leave: Leave, policies: Readonly<Record<string, Policy>> = POLICIES): Decision {
  const answers = Object.entries(policies).map(([policy, ask]) => ({ policy, answer: ask(question) }));
  const closed = barrier(leave, question);
  const last: PolicyStep = closed === undefined ? { policy: 'door', outcome: 'pass' } : { policy: 'door', outcome: 'suppress', reason: closed };
  const steps = [...answers.map(({ policy, answer }) => ({ policy, outcome: answer.outcome, ...(answer.outcome === 'pass' ? {} : { reason: answer.reason }) })), last];
  const stopped = answers.map(({ answer }) => answer).find(({ outcome }) => outcome === 'suppress');
  if (stopped?.outcome === 'suppress') return { steps, verdict: 'suppress', reason: stopped.reason };
  if (closed !== undefined) return { steps, verdict: 'capture', reason: closed };
  const held = answers.map(({ answer }) => answer).reduce(later, { outcome: 'pass' });
  if (held.outcome === 'hold') return { steps, verdict: 'hold', reason: held.reason, untilMs: held.untilMs };
  return { steps, verdict: 'send', isMarked: leave.grant instanceof LiveGrant && leave.grant.mode === 'allowlist' };
}
