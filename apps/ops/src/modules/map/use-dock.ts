import { computed, ref } from 'vue';

const KEPT = 'gf.map';
const SMALLEST = 240;
const LARGEST_SHARE = 0.7;
/** What the names, the hours and the tray need beside a map on the right. */
const BOARD_NEEDS = 1080;
/** In a window no wider than this a map on the right would leave the board no hours. */
const NARROW = 1500;
const STEP = 24;

export type DockSide = 'right' | 'bottom';
interface Dock {
  readonly isOpen: boolean;
  readonly side: DockSide;
  /** Pixels across. */
  readonly right: number;
  /** Pixels high. */
  readonly bottom: number;
}
const usual = (): Dock => ({ isOpen: false, side: window.innerWidth < NARROW ? 'bottom' : 'right', right: 460, bottom: 320 });

const isSize = (value: unknown): value is number => typeof value === 'number' && value >= SMALLEST && value <= 4000;

/** What was kept, as far as it still makes sense. */
export function dockFrom(text: string | null): Dock {
  let kept: unknown;
  try {
    kept = JSON.parse(text ?? '{}');
  } catch {
    return usual(); // somebody else's writing
  }
  const plain = usual();
  const { isOpen, side, right, bottom } = (typeof kept === 'object' && kept !== null ? kept : {}) as Partial<Record<keyof Dock, unknown>>;
  return { isOpen: isOpen === true, side: side === 'bottom' || side === 'right' ? side : plain.side, right: isSize(right) ? right : plain.right, bottom: isSize(bottom) ? bottom : plain.bottom };
}

/** Where the map stands beside the board, and how large; remembered by this browser. */
export function useDock() {
  const dock = ref<Dock>(dockFrom(localStorage.getItem(KEPT)));

  function change(patch: Partial<Dock>): void {
    dock.value = { ...dock.value, ...patch };
    localStorage.setItem(KEPT, JSON.stringify(dock.value));
  }
  const room = (): number => Math.max(SMALLEST, Math.floor(dock.value.side === 'right' ? Math.min(window.innerWidth * LARGEST_SHARE, window.innerWidth - BOARD_NEEDS) : window.innerHeight * LARGEST_SHARE));
  const size = computed(() => Math.min(room(), dock.value[dock.value.side]));
  const resize = (to: number): void => change({ [dock.value.side]: Math.round(Math.min(room(), Math.max(SMALLEST, to))) });
  return {
    dock,
    size,
    smallest: SMALLEST,
    room,
    resize,
    grow: (by: 1 | -1): void => resize(size.value + by * STEP),
    toggle: (): void => change({ isOpen: !dock.value.isOpen }),
    turn: (): void => change({ side: dock.value.side === 'right' ? 'bottom' : 'right' }),
  };
}

export type DockState = ReturnType<typeof useDock>;
