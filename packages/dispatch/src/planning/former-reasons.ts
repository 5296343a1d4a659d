import type { PlanTechnician, PlanVisit } from '../model.ts';
import type { explainOn, Question } from './explain.ts';
import type { Explanation } from './plan.ts';
import type { Tours } from './tours.ts';

type Fact = PlanVisit | number | undefined;

interface Said {
  readonly technician: PlanTechnician;
  readonly tours: readonly Fact[];
  readonly answers: Map<PlanVisit, Explanation>;
}

/** Everything about one technician's tours that an answer may depend on. */
function factsOf({ prepared, sequences, begins, bounds }: Tours, technician: string): Fact[] {
  const { frames, routing, tasks, routesOf } = prepared;
  return (routesOf.get(technician) ?? []).flatMap((route) => {
    const frame = frames[route];
    const limits = [frame?.stretch.startSeconds, frame?.stretch.endSeconds, frame?.freeSeconds, frame?.startPlace, frame?.endPlace, frame?.lunch?.fromSeconds, bounds.routeClose[route], bounds.lunchUntil[route]];
    const stops = (sequences[route] ?? []).flatMap((task): Fact[] => [tasks[task]?.visit, tasks[task]?.slot, begins[task], bounds.open[task], bounds.close[task], routing.due[task]]);
    return [...limits, ...stops];
  });
}

const isSame = (one: readonly Fact[], other: readonly Fact[]): boolean => one.length === other.length && one.every((fact, index) => fact === other[index]);

/**
 * What was said of visits that nobody has, kept from one problem to the next: it is said again as long as the technician asked about has
 * the very same tours. Only for problems with the same moment, days, prices and places.
 */
export class FormerReasons {
  private readonly said = new Map<string, Said>();

  /** A way to ask about anybody with these tours, that looks only where something has changed. */
  asking(tours: Tours, explain: typeof explainOn): (question: Question, technician: PlanTechnician) => Explanation {
    const known = new Map(tours.prepared.problem.technicians.map((technician) => [technician.name, this.answersOn(tours, technician)]));
    return (question, technician) => {
      const { visit } = question;
      const answers = known.get(technician.name);
      // whoever goes with others or waits for them depends on more than one person's tours
      const isAlone = visit.crewSize <= 1 && visit.after === undefined && !tours.prepared.followers.has(visit.name);
      if (answers === undefined || !isAlone) return explain(question, technician.name, false);
      const answer = answers.get(visit) ?? explain(question, technician.name, false);
      answers.set(visit, answer);
      return answer;
    };
  }

  private answersOn(tours: Tours, technician: PlanTechnician): Map<PlanVisit, Explanation> {
    const facts = factsOf(tours, technician.name);
    const former = this.said.get(technician.name);
    if (former?.technician === technician && isSame(former.tours, facts)) return former.answers;
    const answers = new Map<PlanVisit, Explanation>();
    this.said.set(technician.name, { technician, tours: facts, answers });
    return answers;
  }
}
