import { onScopeDispose, shallowRef, watch, type Ref } from 'vue';
import type { Remedy } from '@gigafibre/contracts';
import type { Plan, Violation } from '@gigafibre/dispatch';
import type { BoardEngine } from '../assign/use-engine.ts';

/** Why nobody can be found for a visit: the rules at the place that comes nearest, and what would help. */
export interface TrayFailure {
  readonly technician: string;
  readonly violations: readonly Violation[];
  readonly remedy: readonly Remedy[];
}

/** A burst of changes is one question; the tray can wait for the hand. */
const SETTLE_MS = 1500;

/** Which visits of the tray no automatic assignment finds a place for, asked anew when the plan changes. */
export function useFailures({ engine, plan, waiting }: { engine: BoardEngine; plan: Ref<Plan>; waiting: () => readonly string[] }) {
  const failures = shallowRef<ReadonlyMap<string, TrayFailure>>(new Map());
  let timer: number | undefined;
  let asked = 0;

  async function ask(): Promise<void> {
    asked += 1;
    const mine = asked;
    const best = await engine.best(waiting());
    if (mine !== asked) return;
    failures.value = new Map(best.flatMap((found) => (found.kind === 'possible' ? [] : [[found.visit, { technician: found.technician, violations: found.violations, remedy: found.changes.map(({ kind, ...facts }) => ({ kind, facts })) }]])));
  }

  watch(
    plan,
    () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => void ask(), SETTLE_MS);
    },
    { immediate: true },
  );
  onScopeDispose(() => window.clearTimeout(timer));
  return failures;
}
