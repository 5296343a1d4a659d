import type { MapSource } from '@gigafibre/contracts';
import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import { readMapSource } from '../../api/positions.ts';
import { ApiProblem } from '../../api/http.ts';
import { theme } from '../../app/theme.ts';
import type { MapHandle, MapOptions } from './open-map.ts';

export type MapPhase = 'opening' | 'ready' | 'failed';

/** Whether the screens are dark now: by choice, or because the machine is. */
function useDarkness(): Ref<boolean> {
  const machine = window.matchMedia('(prefers-color-scheme: dark)');
  const read = (): boolean => (theme.value === 'system' ? machine.matches : theme.value === 'dark');
  const isDark = ref(read());
  const look = (): void => {
    isDark.value = read();
  };
  watch(theme, look);
  machine.addEventListener('change', look);
  onScopeDispose(() => {
    machine.removeEventListener('change', look);
  });
  return isDark;
}

/** Whose ground to draw; our own when nobody can be asked. */
async function sourceOrShapes(): Promise<MapSource> {
  try {
    return await readMapSource();
  } catch (cause) {
    if (!(cause instanceof ApiProblem)) throw cause;
    return { kind: 'shapes' };
  }
}

/** Opens the map in an element, with everything it needs fetched at that moment and not before. */
export function useMap(element: Readonly<Ref<HTMLElement | null>>, told: Pick<MapOptions, 'words' | 'onPick' | 'onHover'>) {
  const phase = ref<MapPhase>('opening');
  const isPlain = ref(false);
  const handle = shallowRef<MapHandle>();
  const isDark = useDarkness();
  const life = { isOver: false };
  const isGone = (): boolean => life.isOver;

  const fail = (): void => {
    phase.value = 'failed';
    handle.value = undefined;
  };
  async function open(container: HTMLElement): Promise<void> {
    try {
      const [{ openMap }, source] = await Promise.all([import('./open-map.ts'), sourceOrShapes()]);
      if (isGone()) return;
      const opened = await openMap(container, { ...told, source, isDark: isDark.value, onPlainGround: () => void (isPlain.value = true), onFailure: fail });
      if (isGone()) return opened.close();
      handle.value = opened;
      phase.value = 'ready';
    } catch {
      // no WebGL, no worker, a chunk that does not come: for the board it is the same, and it says so
      fail();
    }
  }
  watch(element, (container) => {
    if (container !== null && handle.value === undefined) void open(container);
  });
  watch(isDark, (dark) => handle.value?.dress(dark));
  onScopeDispose(() => {
    life.isOver = true;
    handle.value?.close();
  });
  return { phase, isPlain, handle };
}
