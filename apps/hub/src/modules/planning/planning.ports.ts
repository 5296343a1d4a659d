import type { Actor, CalendarDay, Language, PlanningCause, PlanningProgress, PlanningRun, PlanningScope, PlanningWeights, ProblemBody, Proposal, TechnicianCard, TravelSource, VisitCard, Window } from '@gigafibre/contracts';
import type { Place, PlanningProblem, TravelMatrix } from '@gigafibre/dispatch';
import type { Temporal } from '@gigafibre/kernel';
import type { DayRange } from '../board/index.ts';
import type { PlannerAnswers, PlannerProgress, PlannerTask } from './planner.protocol.ts';

/** What the board knows of some days, as of an event. */
export interface BoardFacts {
  /** Another number whenever anything in them is another. */
  readonly version: number;
  /** Everything up to this event is in them. */
  readonly seq: number;
  readonly technicians: readonly TechnicianCard[];
  /** Planned within the days, and the tray. */
  readonly visits: readonly VisitCard[];
}

export interface FactsKeeper {
  /** The facts of these days with every event in them that had been announced when it was asked. */
  read(range: DayRange): Promise<BoardFacts>;
}

export type ReadCalendar = (span: DayRange) => Promise<CalendarDay[]>;

/** Known driving between places. `version` changes whenever a figure does. */
export interface KnownTravel {
  readonly matrix: TravelMatrix | null;
  readonly version: string;
  readonly source: TravelSource;
}

/** Seconds at the wheel; a place may be unknown. */
export type DrivingSeconds = (from: Place | null, to: Place | null) => number;

export interface TravelBook {
  /** Driving between these places, as far as a map server has told; what it has not is estimated. Null where everything is. */
  known(places: readonly Place[]): KnownTravel;
  /** One drive, known or estimated. */
  readonly seconds: DrivingSeconds;
  /** The version that `known` would give now. */
  version(): string;
}

export interface WeightsBook {
  read(): Promise<{ readonly weights: PlanningWeights; readonly version: number; readonly changedBy: string | null; readonly changedAt: string | null }>;
}

export interface NewRun {
  readonly id: string;
  readonly scope: PlanningScope;
  readonly cause: PlanningCause;
  readonly seconds: number;
  readonly by: Actor;
  readonly now: Temporal.Instant;
}

export interface RunEnd {
  readonly state: 'stopped' | 'done' | 'failed';
  readonly proposal: Proposal | null;
  readonly problem: ProblemBody | null;
  readonly by: Actor;
  readonly now: Temporal.Instant;
}

export interface LineOutcome {
  readonly outcome: 'accepted' | 'refused';
  readonly command: string;
}

export interface RunBook {
  /** @throws {Problem} `planning_busy` while another run plans some of the same days and people. */
  start(run: NewRun): Promise<PlanningRun>;
  /** @throws {Problem} `not_found` */
  find(id: string): Promise<PlanningRun>;
  /** The newest first. */
  list(): Promise<Omit<PlanningRun, 'proposal'>[]>;
  /** Says that a run is alive and how far it is; answers whether somebody asked it to stop. */
  heard(id: string, news: { readonly progress: PlanningProgress | null; readonly now: Temporal.Instant }): Promise<{ readonly isStopAsked: boolean }>;
  end(id: string, end: RunEnd): Promise<void>;
  askStop(id: string): Promise<void>;
  /** Writes what became of lines of the proposal, by visit. */
  settle(id: string, outcomes: ReadonlyMap<string, LineOutcome>, given: { readonly by: Actor; readonly accept: string }): Promise<void>;
}

/** Some days, ready to be asked about. */
export interface PlannedDays {
  /** Changes whenever anything in the problem does. */
  readonly key: string;
  readonly problem: PlanningProblem;
  readonly travelVersion: string;
  readonly travelSource: TravelSource;
  readonly seq: number;
  readonly cards: ReadonlyMap<string, VisitCard>;
  /** What technicians are called. */
  readonly names: ReadonlyMap<string, string>;
}

export interface AskOptions {
  readonly onProgress?: (progress: PlannerProgress) => void;
  /** The planner is given up when it has not answered by then. */
  readonly patienceMs: number;
}

export type AskPlanner = <T extends PlannerTask>(days: Pick<PlannedDays, 'key' | 'problem' | 'travelVersion'>, task: T, options: AskOptions) => Promise<PlannerAnswers[T['kind']]>;

/** Whom to tell, where, and in which language. */
export interface CustomerContact {
  readonly name: string;
  readonly customerName: string;
  /** Empty where none is known. */
  readonly phone: string;
  readonly language: Language;
}

export interface BrokenPromise {
  readonly card: VisitCard;
  readonly window: Window;
  readonly missesWindowMinutes: number;
  readonly predictedStart: string;
  readonly now: Temporal.Instant;
}

export interface LateBook {
  /** Those of the visits whose customers were told that somebody comes late. */
  toldAbout(visits: readonly string[]): Promise<ReadonlySet<string>>;
  /** Tells the log, once for each promise. */
  tellBroken(promise: BrokenPromise): Promise<void>;
}
