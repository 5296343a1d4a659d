import { computed, ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useConflicts } from './conflicts/use-conflicts.ts';
import type { DispatchBoard } from './use-dispatch-board.ts';
import { useMedia } from './use-media.ts';
import type { VisitVerb } from './visit-verbs.ts';

const NARROW = '(width < 1180px)';
const PHONE = '(width < 720px)';

/** What stands beside the timeline: the tray, the conflicts or one visit; on a small screen over it. */
export function useSide(desk: DispatchBoard) {
  const { plan, hand, selection, people, sentences } = desk;
  const { t } = useI18n();
  const conflicts = useConflicts(desk);
  const isPhone = useMedia(PHONE);
  const isNarrow = useMedia(NARROW);
  const isOpen = ref(!isNarrow.value);
  const listed = ref<'conflicts' | 'proposal'>();

  const shown = computed<'visit' | 'person' | 'conflicts' | 'proposal' | 'tray' | 'none'>(() => {
    if (hand.hand.value?.by === 'pointer' && !isNarrow.value) return 'tray';
    if (desk.openedCard.value !== undefined) return 'visit';
    if (people.row.value !== undefined) return 'person';
    return listed.value ?? (isOpen.value ? 'tray' : 'none');
  });
  const crewNames = computed(() => desk.openedCard.value?.crew.map(({ technician }) => sentences.technicianName(technician)) ?? []);
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

  function leaveOne(): void {
    selection.opened.value = undefined;
    people.opened.value = undefined;
  }
  function backToTray(): void {
    leaveOne();
    listed.value = undefined;
    isOpen.value = true;
  }
  function toggleTray(): void {
    if (shown.value === 'tray') isOpen.value = false;
    else backToTray();
  }
  function list(wanted: 'conflicts' | 'proposal'): void {
    leaveOne();
    listed.value = wanted;
  }
  function unlist(): void {
    listed.value = undefined;
  }
  function toggleConflicts(): void {
    if (shown.value === 'conflicts') unlist();
    else list('conflicts');
  }
  return { t, conflicts, isPhone, isOpen, shown, crewNames, openedAlarms, act, backToTray, toggleTray, toggleConflicts, list, unlist };
}

export type BoardSide = ReturnType<typeof useSide>;
