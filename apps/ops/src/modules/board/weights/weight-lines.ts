import { PRIORITIES, type PlanningWeights, type Priority } from '@gigafibre/contracts';

type Whole = { [Key in keyof PlanningWeights]: PlanningWeights[Key] extends number ? Key : never }[keyof PlanningWeights];
type ByPriority = { [Key in keyof PlanningWeights]: PlanningWeights[Key] extends Record<Priority, number> ? Key : never }[keyof PlanningWeights];

/** One price to see or set. `word` names it; a price by priority has one line for each. */
export interface WeightLine {
  readonly key: string;
  readonly word: string;
  readonly priority: Priority | undefined;
  readonly read: (weights: PlanningWeights) => number;
  readonly write: (weights: PlanningWeights, cents: number) => PlanningWeights;
}

const whole = (key: Whole): WeightLine => ({ key, word: key, priority: undefined, read: (weights) => weights[key], write: (weights, cents) => ({ ...weights, [key]: cents }) });
const byPriority = (key: ByPriority): WeightLine[] =>
  PRIORITIES.toReversed().map((priority) => ({ key: `${key}-${priority}`, word: key, priority, read: (weights) => weights[key][priority], write: (weights, cents) => ({ ...weights, [key]: { ...weights[key], [priority]: cents } }) }));
const moved = (of: 'planned' | 'confirmed', word: string): WeightLine => ({ key: word, word, priority: undefined, read: ({ moved: prices }) => prices[of], write: (weights, cents) => ({ ...weights, moved: { ...weights.moved, [of]: cents } }) });

/** Every price there is, in the order in which people think of them. */
export const WEIGHT_LINES: readonly WeightLine[] = [
  ...(['perTravelMinute', 'perKilometer', 'perOvertimeMinute', 'brokenPromise'] as const).map(whole),
  moved('planned', 'movedPlanned'),
  moved('confirmed', 'movedConfirmed'),
  ...(['movedDay', 'foreignZone', 'perSpareLevel', 'missingPart', 'callOut', 'perUnfairHour'] as const).map(whole),
  ...byPriority('perLateMinute'),
  ...byPriority('perDayWaited'),
  ...byPriority('unserved'),
];
