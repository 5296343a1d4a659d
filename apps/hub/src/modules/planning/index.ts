import { createHash, randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Problem, type Command, type Principal, type ProblemBody } from '@gigafibre/contracts';
import { DEFAULT_WEIGHTS, type PlanningProblem } from '@gigafibre/dispatch';
import { actorOf } from '../../platform/actor.ts';
import type { HubPlugin } from '../../platform/hub-app.ts';
import { problemBody, problemFrom } from '../../platform/problems.ts';
import type { HubTools } from '../../platform/tools.ts';
import { createBoardBook } from '../board/index.ts';
import { readCustomerBriefs } from '../book/index.ts';
import { calendarReader } from '../calendar/index.ts';
import { giveEach, type GiveCommand } from '../commands/index.ts';
import type { Wording } from '../templates/index.ts';
import { createAdvice } from './advice.service.ts';
import { createFactsKeeper } from './facts-keeper.ts';
import { createLateBook } from './late-book.ts';
import { createLatenessReader } from './lateness.ts';
import { readNextVisits } from './next-visits.erp.ts';
import { createDaysReader } from './planned-days.ts';
import { createPlannerPool, PlannerLost } from './planner-pool.ts';
import { createOfferBook, USUAL_OFFERS } from './offers-book.ts';
import { watchForOffers } from './offers-watch.ts';
import { offerRoutes } from './offers.routes.ts';
import { createOffers } from './offers.service.ts';
import { planningRoutes } from './planning.routes.ts';
import { remembered } from './remembered.ts';
import { createRunBook } from './runs-book.ts';
import { acceptProposal, createRuns } from './runs.service.ts';
import { askStart, type StartSolver } from './start-plan.ts';
import { createTravelBook, type RoadTable } from './travel-book.ts';
import { createWeightsBook } from './weights-book.ts';

const BEAT_MS = 500;
const WATCH_MS = 60_000;
/** A visit that failed longer ago than this is no longer proposed again. */
const REMEMBERED = { hours: 14 * 24 };
const THREAD = new URL('./planner.thread.ts', import.meta.url);

export interface PlanningNeeds {
  readonly give: GiveCommand;
  /** A server that knows the roads; null estimates every drive. */
  readonly roads: RoadTable | null;
  /** Another solver, for a plan to begin with. */
  readonly optimizer: StartSolver | null;
  /** The module that the planner's threads run; our own when left out. */
  readonly thread?: URL | undefined;
  readonly wording: () => Promise<Wording>;
}

type Tools = Pick<HubTools, 'config' | 'clock' | 'db' | 'events' | 'feed' | 'live' | 'site'>;

/** Plans in threads of its own, answers while a person waits, and changes nothing by itself. */
export const planningModule =
  (tools: Tools, { give, roads, optimizer, thread = THREAD, wording }: PlanningNeeds): HubPlugin =>
  async (app) => {
    const { clock, db, events, site } = tools;
    const onFault = (error: unknown): void => app.log.error({ err: error }, 'planning broke');
    const [quick, slow] = [createPlannerPool({ size: 1, script: thread }), createPlannerPool({ size: tools.config.planningThreads, script: thread })];
    const travel = createTravelBook({ server: roads, rest: () => nextTurn(), onFault: (error) => app.log.warn({ err: error }, 'the map server did not answer') });
    const book = createBoardBook(site);
    const weights = createWeightsBook(db, events);
    const inForceNow = remembered(() => weights.read(), { feed: tools.feed, changedBy: 'planning.weights-changed' });
    const calendar = remembered(calendarReader(tools), { feed: tools.feed, changedBy: 'calendar.changed' });
    const facts = createFactsKeeper({ book, feed: tools.feed, clock, onFault, onChanged: (range) => void days.all(range).then((each) => quick.warm(each)).catch(onFault) });
    const days = createDaysReader({ facts, calendar, weights: { read: inForceNow }, travel, clock, namedVisit: async (name) => (await book.named([name]))[0] });
    const runBook = createRunBook(db, events);
    const onSilence = (error: unknown): void => app.log.warn({ err: error }, 'the optimizer did not answer');
    const start = async (problem: PlanningProblem, patienceMs: number) => (optimizer === null ? null : askStart(problem, { solver: optimizer, signal: AbortSignal.timeout(patienceMs), onFault: onSilence }));
    const runs = createRuns({ book: runBook, days: (run) => days.forRun(run), ask: slow.ask, start, clock, newId: () => randomUUID(), publish: (run) => tools.live.publish({ topic: 'planning', run }), pulse, problemOf: (error) => toldOf(error, onFault), onFault });
    const lateness = createLatenessReader({ facts, book: createLateBook(db, events), customers: (names) => readCustomerBriefs(site, names), driving: travel.seconds, clock, wording });
    const watch = setInterval(() => void lateness.watch().catch(onFault), WATCH_MS).unref();
    const inForce = async () => ({ ...(await weights.read()), defaults: DEFAULT_WEIGHTS });
    // a test says itself whether plans may be looked for while it looks elsewhere
    const offerBook = createOfferBook(db, events, { ...USUAL_OFFERS, isOn: tools.config.mode !== 'test' });
    const offers = createOffers({ book: offerBook, facts, driving: travel.seconds, start: (by, start) => runs.start(by, start), clock });
    const endOffers = watchForOffers(offers, { feed: tools.feed, live: tools.live, onFault });
    offerRoutes(app, offers);
    app.addHook('onClose', async () => {
      endOffers();
      clearInterval(watch);
      facts.close();
      await Promise.all([quick.close(), slow.close()]);
      await runs.idle();
    });
    planningRoutes(app, {
      start: (principal, start) => runs.start(actorOf(principal), start),
      stop: (id) => runs.stop(id),
      find: (id) => runBook.find(id),
      list: async () => ({ runs: await runBook.list() }),
      accept: ({ principal, run, request }, accept) => acceptProposal(run, accept, { book: runBook, clock, idFrom, by: actorOf(principal), giveEach: (commands) => giveAs(give, { principal, commands, request }) }),
      advice: createAdvice({ days, ask: async (...asked) => lostAsProblem(quick.ask(...asked)), clock }),
      lateness: (range) => lateness.read(range),
      weights: inForce,
      async changeWeights(principal, { weights: changed, baseVersion }) {
        await weights.change({ weights: changed, baseVersion, by: actorOf(principal), now: clock() });
        inForceNow.forget();
        return inForce();
      },
      nextVisits: async () => ({ visits: await readNextVisits(site, clock().subtract(REMEMBERED).toString()) }),
    });
  };

function pulse(beat: () => void): () => void {
  const timer = setInterval(beat, BEAT_MS).unref();
  return () => clearInterval(timer);
}

const giveAs = (give: GiveCommand, { principal, commands, request }: { principal: Principal; commands: readonly Command[]; request: string }) =>
  giveEach(give, { principal, commands, tell: (error) => problemBody(problemFrom(error), request) });

/** A UUID of our own making (version 8) from a text: the same deed has the same id. */
function idFrom(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

function toldOf(error: unknown, onFault: (error: unknown) => void): ProblemBody {
  const problem = error instanceof Problem ? error : new Problem('planning_failed', { cause: error });
  if (problem.code === 'planning_failed') onFault(error);
  return problemBody(problem, randomUUID());
}

async function lostAsProblem<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof PlannerLost ? new Problem('planning_failed', { cause: error }) : error;
  }
}
