import { computed, shallowRef } from 'vue';
import { useRouter } from 'vue-router';
import type { VisitCard } from '@gigafibre/contracts';
import { ApiProblem } from '../../../api/http.ts';
import { readCustomer } from '../../../api/office.ts';
import { useProblem } from '../../../app/use-problem.ts';
import { announceProblem } from '../../../ui/announce.ts';
import type { DispatchBoard } from '../use-dispatch-board.ts';
import { canPickUp } from '../use-hand.ts';
import { leadOf } from '../visit-facts.ts';
import { directionsTo, menuItems, type MenuItem, type MenuVerb } from './menu-items.ts';

interface OpenMenu {
  readonly visit: VisitCard;
  readonly x: number;
  readonly y: number;
}

const barOf = (target: EventTarget | null): HTMLElement | null => (target instanceof Element ? target.closest<HTMLElement>('[data-visit]') : null);

/** Opens what lies outside the board: the customer's page, his telephone, the way to his door. */
function useWaysOut() {
  const router = useRouter();
  const problemWords = useProblem();

  async function call(visit: VisitCard): Promise<void> {
    try {
      const { phone } = await readCustomer(visit.customer);
      window.location.href = `tel:${phone}`;
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      announceProblem(problemWords(cause));
    }
  }

  return {
    call,
    customer: (visit: VisitCard): unknown => router.push(`/ops/customers/${encodeURIComponent(visit.customer)}`),
    directions: (visit: VisitCard): unknown => window.open(directionsTo(visit), '_blank', 'noopener'),
  };
}

/** The menu of a visit: by the right button, by Shift+F10 or by the menu key. `write`: opens the message to the customers of what is chosen. */
export function useVisitMenu(desk: DispatchBoard, write: () => void) {
  const { board, selection, keys, assign, plan } = desk;
  const opened = shallowRef<OpenMenu>();
  const out = useWaysOut();
  const items = computed(() => (opened.value === undefined ? [] : menuItems(opened.value.visit)));
  const nameOf = (technician: string): string => plan.allRows.value.find((row) => row.technician.name === technician)?.technician.displayName ?? technician;

  function openOn(bar: HTMLElement, at?: { readonly x: number; readonly y: number }): boolean {
    const visit = board.visits.get(bar.dataset['visit'] ?? '');
    if (visit === undefined) return false;
    const box = bar.getBoundingClientRect();
    selection.selected.value = visit.name;
    opened.value = { visit, ...(at ?? { x: box.left + Math.min(24, box.width / 2), y: box.bottom }) };
    return true;
  }

  function onMenu(event: MouseEvent): void {
    const bar = barOf(event.target);
    if (bar === null) return;
    const isByPointer = event.button === 2;
    if (openOn(bar, isByPointer ? { x: event.clientX, y: event.clientY } : undefined)) event.preventDefault();
  }

  /** The bar that has the focus; else the one of the selected visit, whose bar may just have been drawn anew. @returns whether there is one. */
  function openOnFocused(): boolean {
    const { value: name } = selection.selected;
    const bar = barOf(document.activeElement) ?? (name === undefined ? null : document.querySelector<HTMLElement>(`[data-visit="${CSS.escape(name)}"]`));
    return bar !== null && openOn(bar);
  }

  function close(): void {
    const visit = opened.value?.visit;
    opened.value = undefined;
    if (visit !== undefined) void selection.select(visit);
  }

  /** What is chosen together is confirmed, pinned or taken back together. */
  const all = (visit: VisitCard): readonly VisitCard[] => (selection.chosen.has(visit.name) ? desk.chosenCards() : [visit]);

  const acts: Readonly<Record<MenuVerb, (visit: VisitCard, technician: string) => unknown>> = {
    assign: (visit) => assign.open(visit),
    move: (visit) => keys.pickUp(visit),
    join: (visit) => keys.callHelp(visit),
    leave: (visit, technician) => desk.leave(visit, technician),
    confirm: (visit) => desk.change('confirm', ...all(visit).filter(({ status }) => status === 'planned')),
    dispatch: (visit) => desk.techLink(visit, nameOf(leadOf(visit) ?? '')),
    pin: (visit) => desk.change('pin', ...all(visit).filter(({ pinned }) => !pinned)),
    unpin: (visit) => desk.change('pin', ...all(visit).filter(({ pinned }) => pinned)),
    unassign: (visit) => desk.unassign(...all(visit).filter(canPickUp)),
    customer: out.customer,
    message: (visit) => {
      selection.choose(all(visit).map(({ name }) => name));
      write();
    },
    call: out.call,
    directions: out.directions,
    cancel: (visit) => desk.change('cancel', visit),
  };

  function act({ verb, technician }: MenuItem): void {
    const visit = opened.value?.visit;
    close();
    if (visit !== undefined) void acts[verb](visit, technician ?? '');
  }

  return { opened, items, nameOf, onMenu, openOnFocused, close, act };
}
