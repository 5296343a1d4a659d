import { type EventType, type HubEvent, type VisitClosing, type VisitDeed, type VisitWork } from '@gigafibre/contracts';
import { talkOf } from './visit-talk.service.ts';
import type { VisitRecord } from './visits.ports.ts';

const DEEDS: Partial<Record<EventType, VisitDeed['action']>> = { 'visit.departed': 'depart', 'visit.arrived': 'arrive', 'visit.paused': 'pause', 'visit.resumed': 'resume', 'visit.completed': 'complete', 'visit.failed': 'fail' };
/** The events that tell how a visit was worked. */
export const WORK_EVENTS: readonly EventType[] = [...(Object.keys(DEEDS) as EventType[]), 'visit.said', 'visit.heard'];

/** How far a visit has come, from its document and from the log, which keeps each deed at its device's time. */
export function workOfVisit({ parts, labour, signature }: Pick<VisitRecord, 'parts' | 'labour' | 'signature'>, events: readonly HubEvent[]): VisitWork {
  const inOrder = [...events].sort((a, b) => a.seq - b.seq);
  return {
    parts: [...parts],
    deeds: inOrder.flatMap(({ type, command, doneAt }) => {
      const action = DEEDS[type];
      return action === undefined ? [] : [{ command: command ?? null, action, at: doneAt }];
    }),
    fixes: labour.filter(({ reason }) => reason !== '').map(({ kind, minutes, reason }) => ({ kind, minutes, reason })),
    signature,
    talk: talkOf(inOrder),
  };
}

/** How a visit ended, for the office. */
export const closingOf = ({ name, closingSummary, parts, labour, signature }: VisitRecord, digest: (text: string) => string): VisitClosing => ({
  visit: name,
  summary: closingSummary,
  parts: [...parts],
  labour: [...labour],
  signature,
  isSigned: signature !== null && signature.photo !== null && signature.textSha256 === digest(closingSummary),
});

