import { ref } from 'vue';
import { useFieldStore } from '../../stores/field/index.ts';
import { useSessionStore } from '../../stores/session.ts';
import { whenIdle } from '../../ui/when-idle.ts';

const LONGEST_READING_MS = 1500;
const readingTime = (): Promise<void> =>
  new Promise((resolve) => {
    window.setTimeout(resolve, LONGEST_READING_MS);
  });

/** Opens the phone for whoever worked with it last. @param onOpen what may wait until his day is on the screen. */
export function usePhoneOpening(onOpen: () => void) {
  const field = useFieldStore();
  const session = useSessionStore();
  const isOpen = ref(false);
  const cannotKeep = ref(false);

  async function recognise(): Promise<void> {
    if (await field.restore()) return;
    await session.restore();
    if (session.current !== undefined) await field.adopt(session.current);
  }

  async function open(): Promise<void> {
    const recognised = recognise();
    // Whether anything can be kept is tried by writing, and what is read would wait for that: it comes first, if it comes at all.
    const keeps = Promise.race([recognised.catch(() => undefined), readingTime()]).then(() => field.keepsWork());
    void keeps.then((doesKeep) => {
      cannotKeep.value = !doesKeep;
    });
    try {
      await recognised;
    } catch (problem) {
      if (await keeps) throw problem; // a browser that keeps nothing reads nothing either, and that is what the page says then
    }
    isOpen.value = true;
    if (field.identity !== undefined) whenIdle(onOpen);
  }
  return { isOpen, cannotKeep, open };
}
