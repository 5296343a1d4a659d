/** The colour of every state, by the names of the theme's visit statuses. */
const TONES = {
  ticket: { Open: 'planned', Replied: 'en-route', 'On Hold': 'paused', Resolved: 'on-site', Closed: 'done' },
  job: { Open: 'unassigned', Scheduled: 'planned', 'In Progress': 'on-site', Completed: 'done', Failed: 'failed', Cancelled: 'cancelled' },
  equipment: { Active: 'on-site', 'In Stock': 'planned', 'In Van': 'en-route', 'To Test': 'paused', Faulty: 'failed', Retired: 'cancelled', Lost: 'failed' },
  subscription: { Pending: 'planned', Active: 'on-site', Suspended: 'paused', Ended: 'done' },
  onu: { Working: 'on-site', LOS: 'failed', 'Dying Gasp': 'failed', Offline: 'failed', 'Auth Fail': 'failed', 'Config Fail': 'failed', Deactivated: 'cancelled' },
  priority: { Low: 'done', Medium: 'planned', High: 'paused', Urgent: 'failed' },
} as const;

export type StateKind = keyof typeof TONES | 'visit';

export function toneOf(kind: StateKind, value: string): string {
  if (kind === 'visit') return value;
  const tones: Readonly<Record<string, string>> = TONES[kind];
  return tones[value] ?? 'unassigned';
}

/** The key of a state's word: `On Hold` of a ticket is `trade.ticket.on-hold`. */
export const wordKey = (kind: StateKind, value: string): string => `trade.${kind}.${value.toLowerCase().replaceAll(' ', '-')}`;
