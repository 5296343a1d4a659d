import { computed, ref, shallowRef, watch } from 'vue';
import type { Command, CommandBatchAnswer, VisitCard } from '@gigafibre/contracts';
import { planTechnicianFrom, planVisitFrom, type Plan } from '@gigafibre/dispatch';
import { siteDate, Temporal } from '@gigafibre/kernel';
import { readBoard } from '../../../api/board.ts';
import { command, sendCommands } from '../../../api/commands.ts';
import { ApiProblem } from '../../../api/http.ts';
import type { Deed } from '../history.ts';
import { useMessageWords } from './use-message-words.ts';
import { previewBulk, type BulkDeed, type BulkLine } from './bulk-preview.ts';

interface BulkParts {
  readonly plan: () => Plan;
  readonly now: () => number;
  /** Are these seconds within the days on the board? */
  readonly isShown: (seconds: number) => boolean;
  readonly remember: (deeds: readonly Deed[]) => void;
  readonly refresh: () => void;
}

/** What became of a line: done by a command, or refused. */
export interface BulkResult {
  readonly command: string;
  readonly problem: ApiProblem | undefined;
}

/** So many commands in one request: a person sees it advance, and a slow hub does not run into the time allowed. */
const CHUNK = 20;
const instant = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');

function commandFor({ visit, place }: BulkLine, deed: BulkDeed): Command {
  if (deed.kind === 'message') return command('visit.message', { visit: visit.name, template: deed.template, ...(deed.template === 'free' ? { text: deed.text } : {}) });
  if (place === null) return command('visit.unplan', { visit: visit.name, baseModified: visit.modified });
  return command('visit.plan', { visit: visit.name, baseModified: visit.modified, crew: place.crew, plannedStart: instant(place.startSeconds), durationMinutes: visit.durationMinutes });
}

const resultOf = ({ id, problem }: CommandBatchAnswer['lines'][number]): BulkResult => ({
  command: id,
  problem: problem === null ? undefined : new ApiProblem({ ...problem, code: problem.code as ApiProblem['code'] }),
});

const dateOf = (seconds: number): string => siteDate(Temporal.Instant.fromEpochMilliseconds(seconds * 1000)).toString();

/** The plan of a day that the board does not show. */
async function planOf(date: string, nowSeconds: number): Promise<Plan> {
  const { technicians, visits } = await readBoard(date, 1);
  return { technicians: technicians.map(planTechnicianFrom), visits: visits.map(planVisitFrom), nowSeconds };
}

/** Commands in portions, and what became of each. */
function useBatch() {
  const results = shallowRef<ReadonlyMap<string, BulkResult>>(new Map());
  const isBusy = ref(false);
  const problem = shallowRef<ApiProblem>();

  async function send(part: readonly (readonly [string, Command])[]): Promise<void> {
    const { lines } = await sendCommands(part.map(([, each]) => each));
    results.value = new Map([...results.value, ...lines.map((answer, at): [string, BulkResult] => [part[at]?.[0] ?? '', resultOf(answer)])]);
  }

  async function sendAll(commands: readonly (readonly [string, Command])[]): Promise<void> {
    isBusy.value = true;
    try {
      for (let at = 0; at < commands.length; at += CHUNK) await send(commands.slice(at, at + CHUNK));
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      problem.value = cause;
    } finally {
      isBusy.value = false;
    }
  }

  return { results, isBusy, problem, sendAll };
}

/** One deed for many visits: a preview with every line, then a result with every line (F15). */
export function useBulk({ plan, now, isShown, remember, refresh }: BulkParts) {
  const visits = shallowRef<readonly VisitCard[]>([]);
  const deed = shallowRef<BulkDeed>();
  const lines = shallowRef<readonly BulkLine[]>([]);
  const { results, isBusy, problem, sendAll } = useBatch();
  const { words, ask: askWords } = useMessageWords((cause) => (problem.value = cause));
  const doable = computed(() => lines.value.filter(({ obstacle }) => obstacle === undefined));

  async function preview(): Promise<void> {
    const asked = deed.value;
    results.value = new Map();
    problem.value = undefined;
    if (asked === undefined) return;
    const first = previewBulk(visits.value, asked, plan());
    lines.value = first;
    void askWords(asked, first);
    // Where a visit leaves the days on the board, it is judged by the day it lands on.
    const away = new Set(first.flatMap(({ place }) => (place !== null && !isShown(place.startSeconds) ? [dateOf(place.startSeconds)] : [])));
    try {
      for (const date of away) {
        const there = previewBulk(visits.value, asked, await planOf(date, now()));
        if (deed.value !== asked) return;
        lines.value = lines.value.map((line, at) => (line.place !== null && dateOf(line.place.startSeconds) === date ? (there[at] ?? line) : line));
      }
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      problem.value = cause;
    }
  }
  watch(deed, () => void preview());

  function open(chosen: readonly VisitCard[], asked: BulkDeed): void {
    visits.value = chosen;
    deed.value = asked;
  }
  function close(): void {
    deed.value = undefined;
    lines.value = [];
  }

  async function apply(): Promise<void> {
    const asked = deed.value;
    if (asked === undefined) return;
    const todo = doable.value.filter(({ visit }) => !results.value.has(visit.name));
    await sendAll(todo.map((each) => [each.visit.name, commandFor(each, asked)]));
    remember(doneOf(results.value, asked));
    refresh();
  }

  /** Takes back messages that were not sent yet. */
  async function takeBack(): Promise<void> {
    await sendCommands([...results.value.values()].filter((each) => each.problem === undefined).map((told) => command('message.cancel', { command: told.command })));
  }

  return { visits, deed, lines, words, doable, results, isBusy, problem, open, close, apply, takeBack };
}

/** What one undo takes back. */
const doneOf = (results: ReadonlyMap<string, BulkResult>, deed: BulkDeed): Deed[] =>
  deed.kind === 'message' ? [] : [...results].filter(([, { problem }]) => problem === undefined).map(([visit, { command: id }]) => ({ visit, command: id }));

export type BulkState = ReturnType<typeof useBulk>;
