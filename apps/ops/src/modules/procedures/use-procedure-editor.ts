import { computed, onScopeDispose, ref, watch } from 'vue';
import type { Ref } from 'vue';
import { onBeforeRouteLeave } from 'vue-router';
import type { FlowStep, ProcedureCard } from '@gigafibre/contracts';
import { lintProcedure } from '@gigafibre/flow';
import { readProcedure } from '../../api/procedures.ts';
import { holdUnsaved } from '../../app/unsaved.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCommand } from '../../app/use-command.ts';
import { useReadAge } from '../../app/use-read-age.ts';
import { useWindowKeys, isInDialog } from '../../app/use-window-keys.ts';
import { useSessionStore } from '../../stores/session.ts';
import { blankStep, differenceOf, freshName, moved } from './draft-edits.ts';
import type { ProcedureDraft } from './draft-edits.ts';
import { useDraftHistory } from './use-draft-history.ts';

const textOf = ({ draft, published }: ProcedureCard): ProcedureDraft => {
  const { title, steps } = draft ?? published ?? { title: { fr: '', en: '' }, steps: [] };
  return { title, steps };
};

/** Whether leaving would lose what was written: asked of the person before it does. */
function useLeaveGuard(isUnsaved: () => boolean, mayLeave: () => boolean): void {
  let letGo: (() => void) | undefined;
  watch(isUnsaved, (unsaved) => {
    letGo?.();
    letGo = unsaved ? holdUnsaved() : undefined;
  });
  const warn = (event: BeforeUnloadEvent): void => {
    if (isUnsaved()) event.preventDefault();
  };
  window.addEventListener('beforeunload', warn);
  onScopeDispose(() => {
    letGo?.();
    window.removeEventListener('beforeunload', warn);
  });
  onBeforeRouteLeave(() => !isUnsaved() || mayLeave());
}

/** What is done to the steps by hand. @param published the steps of the version in force, whose names are never given again. */
function createDeeds(history: ReturnType<typeof useDraftHistory>, chosen: Ref<number>, published: () => readonly FlowStep[]) {
  const { draft } = history;
  const edit = (steps: FlowStep[], where: string): void => history.change({ ...draft.value, steps }, where);
  return {
    retitle: (language: 'fr' | 'en', text: string) => history.change({ ...draft.value, title: { ...draft.value.title, [language]: text } }, `title.${language}`),
    /** An older version as the text to go on from: what is published next is a version of its own. */
    restore({ title, steps }: ProcedureDraft): void {
      history.change({ title, steps }, 'restored');
      chosen.value = 0;
    },
    change: (at: number, step: FlowStep, field: string) => edit(draft.value.steps.map((each, place) => (place === at ? step : each)), `${String(at)}.${field}`),
    add() {
      const taken = new Set(published().map(({ step }) => step));
      const at = Math.min(draft.value.steps.length, chosen.value + 1);
      edit(draft.value.steps.toSpliced(at, 0, blankStep(freshName(draft.value.steps, taken))), 'steps');
      chosen.value = at;
    },
    remove(at: number) {
      edit(draft.value.steps.filter((_, place) => place !== at), 'steps');
      chosen.value = Math.max(0, Math.min(chosen.value, draft.value.steps.length - 1));
    },
    move(from: number, to: number) {
      if (to < 0 || to >= draft.value.steps.length) return;
      edit(moved(draft.value.steps, from, to), 'steps');
      chosen.value = to;
    },
  };
}

interface KeyDeeds {
  readonly undo: () => void;
  readonly redo: () => void;
  readonly save: () => void;
}

function useEditingKeys(canEdit: () => boolean, { undo, redo, save }: KeyDeeds): void {
  useWindowKeys((event) => {
    if (!(event.ctrlKey || event.metaKey) || isInDialog() || !canEdit()) return;
    const key = event.key.toLowerCase();
    const act = { z: event.shiftKey ? redo : undo, y: redo, s: save }[key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
}

/** One procedure as an administrator writes it. @param mayLeave asks the person whether what is unsaved may be lost. */
export function useProcedureEditor(name: () => string, mayLeave: () => boolean) {
  const asked = useAsk((signal) => readProcedure(name(), signal));
  const history = useDraftHistory();
  const { draft, isUnsaved } = history;
  const chosen = ref(0);
  const drafting = useCommand('procedure.draft');
  const publishing = useCommand('procedure.publish');
  const discarding = useCommand('procedure.discard');
  const card = asked.data;
  const canEdit = computed(() => useSessionStore().hasRole('admin'));
  const findings = computed(() => lintProcedure(draft.value));
  const errors = computed(() => findings.value.filter(({ severity }) => severity === 'error'));
  const difference = computed(() => differenceOf(card.value?.published ?? null, draft.value));
  const hasDraft = computed(() => card.value?.draft !== null && card.value?.draft !== undefined);

  async function read(): Promise<void> {
    await asked.reload();
    if (card.value !== undefined) history.start(textOf(card.value));
  }
  /** Reads the stamp and what others see anew; what is being written stays. */
  const refresh = (): Promise<void> => asked.reload();
  async function save(): Promise<boolean> {
    const now = draft.value;
    if (card.value === undefined) return false;
    const answer = await drafting.give({ procedure: name(), baseModified: card.value.modified, title: now.title, steps: now.steps });
    if (answer === undefined) return false;
    history.settle(now);
    await asked.reload();
    return true;
  }
  async function publish(summary: string, carriesOver: boolean): Promise<boolean> {
    if ((isUnsaved.value || !hasDraft.value) && !(await save())) return false;
    const answer = await publishing.give({ procedure: name(), baseModified: card.value?.modified ?? '', summary, carriesOver });
    if (answer !== undefined) await read();
    return answer !== undefined;
  }
  async function discard(): Promise<void> {
    const answer = hasDraft.value ? await discarding.give({ procedure: name(), baseModified: card.value?.modified ?? '' }) : undefined;
    if (answer !== undefined || !hasDraft.value) await read();
  }

  const deeds = createDeeds(history, chosen, () => card.value?.published?.steps ?? []);
  useEditingKeys(() => canEdit.value, { ...history, save: () => void save() });
  useLeaveGuard(() => isUnsaved.value, mayLeave);
  watch(name, () => void read(), { immediate: true });

  const problem = computed(() => drafting.problem.value ?? publishing.problem.value ?? discarding.problem.value);
  const isBusy = computed(() => drafting.isSending.value || publishing.isSending.value || discarding.isSending.value);
  return { card, phase: asked.phase, read, refresh, ...useReadAge(asked), history, draft, chosen, canEdit, findings, errors, difference, hasDraft, save, publish, discard, deeds, problem, isBusy };
}
