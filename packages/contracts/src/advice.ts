import { Type, type Static, type TProperties } from 'typebox';
import { BrokenRule, CostLine, Remedy, TravelSource } from './planning.ts';
import { DateText, InstantText, Language, Name, nullable, Window, Words } from './primitives.ts';

const closed = <Properties extends TProperties>(properties: Properties) => Type.Object(properties, { additionalProperties: false });

/** The best place with one technician, or the rules in the way of any. */
export const RankedPlace = Type.Object({
  technician: Name,
  displayName: Type.String(),
  isPossible: Type.Boolean(),
  /** Everybody who would go, the technician first. */
  crew: Type.Array(Name),
  plannedStart: nullable(InstantText),
  costCents: nullable(Type.Integer({ description: 'What the plan would cost more' })),
  /** Dearer than where the visit stands now; null in the tray. */
  differenceCents: nullable(Type.Integer()),
  addedTravelMinutes: nullable(Type.Integer()),
  addedKilometres: nullable(Type.Number()),
  costs: Type.Array(CostLine, { description: 'Sum to costCents, the dearest first' }),
  /** Other visits of the tour that would begin at another time. */
  retimed: Type.Array(Type.Object({ visit: Name, plannedStart: InstantText })),
  /** Visits of lower priority that would lose their place; only when there is no other way. */
  displaced: Type.Array(Name),
  rules: Type.Array(BrokenRule, { description: 'Broken hard rules when impossible, soft ones otherwise; the worst first' }),
  remedy: Type.Array(Remedy, { description: 'What would make it possible: all of them are needed' }),
});
export type RankedPlace = Static<typeof RankedPlace>;

export const RankedPlaces = Type.Object({
  visit: Name,
  asOf: InstantText,
  /** Everything up to this event was in the picture. */
  seq: Type.Integer(),
  travelSource: TravelSource,
  places: Type.Array(RankedPlace, { description: 'Every technician: possible ones by price, then those nearest to possible' }),
});
export type RankedPlaces = Static<typeof RankedPlaces>;

/** « Pourquoi pas X ? » The place he would have, what it costs beside the present one, or every rule against it. */
export const Explanation = Type.Object({
  visit: Name,
  technician: Name,
  displayName: Type.String(),
  /** Where it is now; null in the tray. */
  current: nullable(Type.Object({ technician: Name, displayName: Type.String(), plannedStart: InstantText, costCents: Type.Integer(), costs: Type.Array(CostLine) })),
  asked: RankedPlace,
  /** Price of the asked place less that of the present one; null when there is nothing to compare. */
  differenceCents: nullable(Type.Integer()),
  differences: Type.Array(CostLine, { description: 'Line by line, the largest first' }),
});
export type Explanation = Static<typeof Explanation>;

/** A prediction for one visit, from what happened so far, the hour, and the drives in between. */
export const PredictedVisit = Type.Object({
  visit: Name,
  customerName: Type.String(),
  plannedStart: InstantText,
  predictedStart: InstantText,
  predictedEnd: InstantText,
  /** Behind the plan; never less than 0. */
  lateMinutes: Type.Integer(),
  window: nullable(Window),
  /** After the end of the promised window; 0 when it is kept. */
  missesWindowMinutes: Type.Integer(),
  /** What the customer would be told; null when there is nothing to tell, or nowhere to tell it. */
  notice: nullable(
    Type.Object({
      language: Language,
      toName: Type.String(),
      text: Type.String(),
      /** For the command `visit.message` with the template `running-late`. */
      expectedAt: InstantText,
      isSent: Type.Boolean(),
    }),
  ),
});
export type PredictedVisit = Static<typeof PredictedVisit>;

/** What a customer would be told of a visit by the command `visit.message`; null where there is no number, or no hour to speak of. */
export const VisitMessageWords = Type.Object({ visit: Name, notice: nullable(Type.Object({ language: Language, toName: Type.String(), text: Type.String() })) });
export type VisitMessageWords = Static<typeof VisitMessageWords>;

export const Lateness = Type.Object({
  asOf: InstantText,
  technicians: Type.Array(
    Type.Object({
      technician: Name,
      displayName: Type.String(),
      /** How far the rest of the day is behind at its worst. */
      lateMinutes: Type.Integer(),
      overtimeMinutes: Type.Integer(),
      visits: Type.Array(PredictedVisit, { description: 'Those still to come and the one under way, in order' }),
    }),
    { description: 'The latest first' },
  ),
});
export type Lateness = Static<typeof Lateness>;

const Weight = (description: string) => Type.Integer({ minimum: 0, maximum: 100_000_000, description });
const byPriority = (description: string) => closed({ Low: Weight(description), Medium: Weight(description), High: Weight(description), Urgent: Weight(description) });
/** What soft rules cost, in cents. An admin sets them; everybody who plans sees them. */
export const PlanningWeights = closed({
  perKilometer: Weight('A kilometre of van'),
  perTravelMinute: Weight('A minute at the wheel'),
  perLateMinute: byPriority('A minute after the SLA deadline'),
  perOvertimeMinute: Weight('A minute after the shift'),
  perSpareLevel: Weight('Each skill level beyond what the visit needs'),
  moved: closed({ planned: Weight('A planned visit given to other people'), confirmed: Weight('A confirmed visit given to other people') }),
  movedDay: Weight('A visit that leaves its published day'),
  brokenPromise: Weight('A promised arrival window that is not kept'),
  foreignZone: Weight('A visit outside the technician’s territory'),
  missingPart: Weight('Each part that is not in the van'),
  callOut: Weight('Calling somebody who is on call'),
  perDayWaited: byPriority('Each day a visit waits'),
  perUnfairHour: Weight('An hour given to somebody with twice the usual load'),
  unserved: byPriority('A visit left without anybody'),
});
export type PlanningWeights = Static<typeof PlanningWeights>;

export const WeightsInForce = Type.Object({
  weights: PlanningWeights,
  defaults: PlanningWeights,
  /** Rises with each change; a change says which one it is based on. */
  version: Type.Integer(),
  changedBy: nullable(Type.String()),
  changedAt: nullable(InstantText),
});
export type WeightsInForce = Static<typeof WeightsInForce>;
export const WeightsChange = closed({ weights: PlanningWeights, baseVersion: Type.Integer({ minimum: 0 }) });
export type WeightsChange = Static<typeof WeightsChange>;

/** `normal` work, `holiday` nobody works, `reduced` few do, `on-call` only those on call. */
export const SERVICE_LEVELS = ['normal', 'reduced', 'on-call', 'holiday'] as const;
export const ServiceLevel = Type.Enum(SERVICE_LEVELS);
export type ServiceLevel = Static<typeof ServiceLevel>;
const Hours = Type.Object({ start: InstantText, end: InstantText });

export const CalendarDay = Type.Object({
  date: DateText,
  service: ServiceLevel,
  /** The holiday on this day, or the one it stands in for. */
  holiday: nullable(Type.Object({ key: Type.String(), label: Words, isFederal: Type.Boolean(), isSubstitute: Type.Boolean() })),
  office: nullable(Hours),
  field: nullable(Hours),
  note: Type.String(),
  /** Somebody decided this day by hand. */
  changedBy: nullable(Type.String()),
});
export type CalendarDay = Static<typeof CalendarDay>;
export const Calendar = Type.Object({ days: Type.Array(CalendarDay) });
export type Calendar = Static<typeof Calendar>;
/** What an admin decides about one day; null takes the rule back into force. */
export const CalendarDayChange = closed({ service: nullable(ServiceLevel), note: Type.Optional(Type.String({ maxLength: 140 })) });
export type CalendarDayChange = Static<typeof CalendarDayChange>;

/** A failed visit whose job has no other to come: what the next one would be. */
export const NextVisit = Type.Object({
  visit: Name,
  job: Name,
  subject: Type.String(),
  customerName: Type.String(),
  failureReason: Type.String(),
  failedAt: nullable(InstantText),
  durationMinutes: Type.Integer(),
});
export type NextVisit = Static<typeof NextVisit>;
export const NextVisits = Type.Object({ visits: Type.Array(NextVisit) });
export type NextVisits = Static<typeof NextVisits>;
