import { computed, ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { isHard } from '@gigafibre/dispatch';
import type { ConflictLine } from './conflict-line.ts';
import type { DispatchBoard } from './use-dispatch-board.ts';
import { canPickUp } from './use-hand.ts';
import { useMedia } from './use-media.ts';
import { secondsOfStart } from './visit-facts.ts';
import type { VisitVerb } from './visit-verbs.ts';

const NARROW = '(width < 1180px)';
const PHONE = '(width < 720px)';

/** The conflicts in words, and what is done about one. */
export function useConflicts({ board, plan, sentences, selection, assign }: DispatchBoard) {
  const nameOf = (technician: string): string => plan.allRows.value.find((row) => row.technician.name === technician)?.technician.displayName ?? technician;

  const lines = computed<ConflictLine[]>(() =>
    plan.conflicts.value.map(({ visit, technician, violations }) => {
      const card = board.visits.get(visit);
      const start = card === undefined ? undefined : secondsOfStart(card);
      return {
        key: `${visit} ${technician}`,
        visit,
        customer: card?.customerName ?? visit,
        technician: nameOf(technician),
        start: start === undefined ? '' : sentences.times.value.clock(start),
        sentences: violations.map((violation) => sentences.say(violation)),
        isHard: violations.some(isHard),
      };
    }),
  );

  function show(name: string): void {
    const card = board.visits.get(name);
    if (card !== undefined) void selection.select(card);
  }

  /** The remedy is another place: the ranked list opens on the visit. */
  function fix(name: string): void {
    show(name);
    const card = board.visits.get(name);
    if (card !== undefined && canPickUp(card)) void assign.open(card);
  }

  return { lines, nameOf, show, fix };
}

/** What stands beside the timeline: the tray, the conflicts or one visit; on a small screen over it. */
export function useSide(desk: DispatchBoard) {
  const { plan, hand, selection } = desk;
  const { t } = useI18n();
  const conflicts = useConflicts(desk);
  const isPhone = useMedia(PHONE);
  const isNarrow = useMedia(NARROW);
  const isOpen = ref(!isNarrow.value);
  const isListingConflicts = ref(false);

  const shown = computed<'visit' | 'conflicts' | 'tray' | 'none'>(() => {
    if (hand.hand.value?.by === 'pointer' && !isNarrow.value) return 'tray';
    if (desk.openedCard.value !== undefined) return 'visit';
    if (isListingConflicts.value) return 'conflicts';
    return isOpen.value ? 'tray' : 'none';
  });
  const crewNames = computed(() => desk.openedCard.value?.crew.map(({ technician }) => conflicts.nameOf(technician)) ?? []);
  const openedAlarms = computed(() => plan.alarms.get(desk.openedCard.value?.name ?? '') ?? []);

  function act(verb: VisitVerb): void {
    const card = desk.openedCard.value;
    if (card === undefined) return;
    const acts: Readonly<Record<VisitVerb, () => unknown>> = {
      assign: () => desk.assign.open(card),
      confirm: () => desk.change('confirm', card),
      unassign: () => desk.unassign(card),
      cancel: () => desk.change('cancel', card),
      link: () => desk.techLink(card, crewNames.value[0] ?? ''),
    };
    void acts[verb]();
  }

  function backToTray(): void {
    selection.opened.value = undefined;
    isListingConflicts.value = false;
    isOpen.value = true;
  }
  function toggleTray(): void {
    if (shown.value === 'tray') isOpen.value = false;
    else backToTray();
  }
  function toggleConflicts(): void {
    isListingConflicts.value = selection.opened.value !== undefined || !isListingConflicts.value;
    selection.opened.value = undefined;
  }
  const closeConflicts = (): void => {
    isListingConflicts.value = false;
  };
  return { t, conflicts, isPhone, isOpen, shown, crewNames, openedAlarms, isListingConflicts, act, backToTray, toggleTray, toggleConflicts, closeConflicts };
}

export type BoardSide = ReturnType<typeof useSide>;
