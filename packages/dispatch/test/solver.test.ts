import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSearch, rankInsertions, search, type Routes, type RoutingProblem } from '../src/index.ts';
import { madeUp, traits } from './routing-problems.ts';
import { costOf, routeCost } from './routing-score.ts';

const runs = { numRuns: 60 };
const middling = traits({ tasks: 24, routes: 5 });

/** A fixed start may break limits by itself; the witness can only judge plans where it does not. */
const isSound = (problem: RoutingProblem) => problem.fixedStart.every((tasks, route) => routeCost(problem, [...tasks], route) !== undefined);

describe('the search', () => {
  it('neither loses nor doubles a task, breaks no hard limit, keeps fixed starts and says what its plan really costs', () => {
    fc.assert(
      fc.property(middling, (made) => {
        const problem = madeUp(made);
        fc.pre(isSound(problem));
        const found = search(problem, { seed: made.seed, iterations: 300 });
        expect([...found.routes.flat(), ...found.unserved].sort((a, b) => a - b)).toEqual(Array.from({ length: problem.taskCount }, (_, task) => task));
        expect(found.cost).toBeCloseTo(costOf(problem, found.routes) ?? NaN, 6);
      }),
      runs,
    );
  });

  it('gives the same plan for the same seed and number of iterations', () => {
    fc.assert(
      fc.property(middling, (made) => {
        const [one, other] = [0, 1].map(() => search(madeUp(made), { seed: made.seed, iterations: 400 }));
        expect(other).toEqual(one);
      }),
      { numRuns: 20 },
    );
  });

  it('tells of ever better plans, each true, and returns the last of them', () => {
    fc.assert(
      fc.property(middling, (made) => {
        const problem = madeUp(made);
        fc.pre(isSound(problem));
        const costs: number[] = [];
        const found = search(problem, {
          seed: made.seed, iterations: 1500,
          onBetter: (better) => {
            expect(better.cost).toBeCloseTo(costOf(problem, better.routes) ?? NaN, 6);
            costs.push(better.cost);
          },
        });
        expect(costs).toEqual([...new Set(costs)].sort((a, b) => b - a));
        expect(costs.at(-1)).toBe(found.cost);
      }),
      { numRuns: 20 },
    );
  });

  it('never ends with a dearer plan than the legal one it started from, around a focus as well', () => {
    fc.assert(
      fc.property(middling, (made) => {
        const problem = madeUp(made);
        fc.pre(isSound(problem) && problem.taskCount > 0);
        const start = search(problem, { seed: 1, iterations: 50 });
        const found = search(problem, { seed: made.seed, iterations: 200, start: start.routes, focus: [made.seed % problem.taskCount] });
        expect(found.cost).toBeLessThanOrEqual(start.cost + 1e-6);
        expect(found.cost).toBeCloseTo(costOf(problem, found.routes) ?? NaN, 6);
      }),
      runs,
    );
  });

  it('finds the best plan of all where there are few', () => {
    fc.assert(
      fc.property(traits({ tasks: 6, routes: 3 }), (made) => {
        const problem = madeUp({ ...made, tasks: made.routes === 3 ? Math.min(made.tasks, 5) : made.tasks });
        fc.pre(isSound(problem));
        expect(search(problem, { seed: made.seed, iterations: 1500 }).cost).toBeCloseTo(cheapest(problem), 6);
      }),
      { numRuns: 40 },
    );
  });

  it('stops when told and still returns a whole plan', () => {
    const problem = madeUp({ seed: 7, tasks: 24, routes: 5, hasBreaks: true, isSoft: true, isUniform: false, fixes: false });
    let polls = 0;
    const found = search(problem, { seed: 1, shouldStop: () => ++polls > 3 });
    expect(polls).toBe(4);
    expect(costOf(problem, found.routes)).toBeCloseTo(found.cost, 6);
  });

  it('takes out what breaks a limit in the plan it is given', () => {
    const problem = madeUp({ seed: 11, tasks: 12, routes: 3, hasBreaks: true, isSoft: true, isUniform: false, fixes: false });
    const found = search(problem, { seed: 1, iterations: 0, start: [Array.from({ length: 12 }, (_, task) => 11 - task), [], []] });
    expect(costOf(problem, found.routes)).toBeCloseTo(found.cost, 6);
  });
});

describe('a search that stays open', () => {
  it('keeps a true and legal plan through any tasks put in, taken out and improved around', () => {
    fc.assert(
      fc.property(middling, fc.array(fc.nat(), { maxLength: 8 }), (made, asked) => {
        const problem = madeUp(made);
        fc.pre(isSound(problem) && problem.taskCount > 0);
        const open = openSearch(problem, { seed: made.seed });
        for (const number of asked) {
          const task = number % problem.taskCount;
          open.remove(task);
          const before = open.cost();
          const [place] = problem.fixedStart.some((tasks) => tasks.includes(task)) ? [] : open.rankInsertions(task);
          if (place !== undefined) {
            expect(open.insert(task, place.route, place.position)).toBe(true);
            expect(open.cost()).toBeCloseTo(before + place.cost - problem.unservedCost[task]!, 6);
          }
          const held = open.cost();
          expect(open.improve({ iterations: 20, focus: [task] }).cost).toBeLessThanOrEqual(held + 1e-6);
          expect(open.cost()).toBeCloseTo(costOf(problem, open.routes()) ?? NaN, 6);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('refuses a place that is not legal and changes nothing', () => {
    const problem = madeUp({ seed: 5, tasks: 8, routes: 2, hasBreaks: false, isSoft: false, isUniform: true, fixes: true });
    const open = openSearch(problem, { seed: 1 });
    const before = open.routes();
    expect(open.insert(before[0]?.[0] ?? 0, 1, 0)).toBe(false);
    open.remove(0);
    expect(open.routes()).toEqual(before);
  });

  it('ranks places as the question asked from nothing does', () => {
    fc.assert(
      fc.property(middling, (made) => {
        const problem = madeUp(made);
        fc.pre(isSound(problem) && problem.taskCount > 3);
        const task = problem.taskCount - 1;
        const open = openSearch(problem, { seed: made.seed });
        open.remove(task);
        expect(open.rankInsertions(task)).toEqual(rankInsertions(problem, open.routes(), task));
      }),
      { numRuns: 20 },
    );
  });
});

describe('ranking the places for one task', () => {
  it('finds each route’s cheapest legal place and nothing where there is none', () => {
    fc.assert(
      fc.property(middling, (made) => {
        const problem = madeUp(made);
        fc.pre(isSound(problem) && problem.taskCount > 3);
        const { routes, unserved } = search(problem, { seed: made.seed, iterations: 20 });
        const task = unserved[0] ?? problem.taskCount - 1;
        expect(rankInsertions(problem, routes, task)).toEqual(triedOut(problem, routes.map((tasks) => tasks.filter((other) => other !== task)), task));
      }),
      runs,
    );
  });

  it('does not call a place illegal for a limit that the plan breaks without it', () => {
    const problem = madeUp({ seed: 3, tasks: 6, routes: 1, hasBreaks: false, isSoft: false, isUniform: true, fixes: false });
    const roomy = { ...problem, latest: problem.latest.map((_, task) => (task === 0 ? 0 : 10_000)), due: problem.latest.map((_, task) => (task === 0 ? 0 : 10_000)), routeLatest: Int32Array.of(10_000), routeDue: Int32Array.of(10_000), endNode: Int32Array.of(6) };
    const late = [[1, 2, 0, 3]];
    expect(costOf(roomy, late)).toBe(undefined);
    expect(rankInsertions(roomy, late, 4).map(({ position }) => position >= 3)).toEqual([true]);
  });
});

function triedOut(problem: RoutingProblem, routes: Routes, task: number) {
  return routes
    .flatMap((tasks, route) => {
      const base = routeCost(problem, tasks, route) ?? NaN;
      const places = Array.from({ length: tasks.length + 1 }, (_, position) => ({ route, position, cost: (routeCost(problem, tasks.toSpliced(position, 0, task), route) ?? Infinity) - base }));
      return places.filter((place) => Number.isFinite(place.cost)).sort((a, b) => a.cost - b.cost || a.position - b.position).slice(0, 1);
    })
    .sort((a, b) => a.cost - b.cost || a.route - b.route);
}

/** The cost of the best plan, by trying all of them. */
function cheapest(problem: RoutingProblem): number {
  let best = Infinity;
  const fixed = new Set(problem.fixedStart.flatMap((tasks) => [...tasks]));
  const place = (task: number, routes: readonly (readonly number[])[]) => {
    if (task === problem.taskCount) {
      best = Math.min(best, costOf(problem, routes) ?? Infinity);
      return;
    }
    place(task + 1, routes);
    if (fixed.has(task)) return;
    routes.forEach((tasks, route) => {
      for (let at = 0; at <= tasks.length; at++) place(task + 1, routes.with(route, tasks.toSpliced(at, 0, task)));
    });
  };
  place(0, problem.fixedStart.map((tasks) => [...tasks]));
  return best;
}
