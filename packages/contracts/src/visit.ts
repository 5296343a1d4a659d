import { Type, type Static } from 'typebox';

export const VISIT_STATUSES = ['unassigned', 'planned', 'confirmed', 'en-route', 'on-site', 'paused', 'done', 'failed', 'cancelled'] as const;
export const VisitStatus = Type.Enum(VISIT_STATUSES);
export type VisitStatus = Static<typeof VisitStatus>;

export const FAILURE_REASONS = ['absent', 'no-access', 'permit', 'weather', 'missing-part', 'other'] as const;
export const FailureReason = Type.Enum(FAILURE_REASONS);
export type FailureReason = Static<typeof FailureReason>;

/** What can be done to a visit. Each one is a command of the same name: `visit.depart`. */
export type VisitAction = 'plan' | 'unplan' | 'confirm' | 'resize' | 'crew' | 'pin' | 'unpin' | 'window' | 'split' | 'depart' | 'arrive' | 'pause' | 'resume' | 'complete' | 'fail' | 'cancel';

/** What changes a plan and leaves the visit in its status. */
const STILL_TO_COME = ['resize', 'crew', 'pin', 'unpin', 'window', 'split'] as const;
const staying = <Status extends VisitStatus>(status: Status, actions: readonly VisitAction[]): Partial<Record<VisitAction, VisitStatus>> => Object.fromEntries(actions.map((action) => [action, status]));

/**
 * The one state machine of a visit, used by the phone, the hub and the board.
 * A technician who forgot to tap « En route » may still arrive; nobody leaves a visit that has ended.
 */
const TRANSITIONS: Readonly<Record<VisitStatus, Partial<Record<VisitAction, VisitStatus>>>> = {
  unassigned: { ...staying('unassigned', ['resize', 'window', 'split']), plan: 'planned', cancel: 'cancelled' },
  planned: { ...staying('planned', STILL_TO_COME), plan: 'planned', unplan: 'unassigned', confirm: 'confirmed', depart: 'en-route', arrive: 'on-site', cancel: 'cancelled', fail: 'failed' },
  confirmed: { ...staying('confirmed', STILL_TO_COME), plan: 'planned', unplan: 'unassigned', depart: 'en-route', arrive: 'on-site', cancel: 'cancelled', fail: 'failed' },
  'en-route': { ...staying('en-route', ['resize', 'crew']), arrive: 'on-site', fail: 'failed', cancel: 'cancelled' },
  'on-site': { ...staying('on-site', ['resize', 'crew', 'split']), pause: 'paused', complete: 'done', fail: 'failed' },
  paused: { ...staying('paused', ['resize', 'crew', 'split']), resume: 'on-site', complete: 'done', fail: 'failed' },
  done: {},
  failed: {},
  cancelled: {},
};

/** The status after an action, or undefined when the state machine forbids it. */
export const visitStatusAfter = (status: VisitStatus, action: VisitAction): VisitStatus | undefined => TRANSITIONS[status][action];

/** Has the technician left for it, and not ended it? Such a visit is never moved by the board. */
export const isVisitUnderWay = (status: VisitStatus): boolean => status === 'en-route' || status === 'on-site' || status === 'paused';

export const isVisitOver = (status: VisitStatus): boolean => status === 'done' || status === 'failed' || status === 'cancelled';
