import { computed } from 'vue';
import { changeVisionSettings, readVisionState } from '../../api/vision.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useSessionStore } from '../../stores/session.ts';

/** What leaves the machine, and the switch for it, which is an administrator's. */
export function usePrivacy() {
  const session = useSessionStore();
  const state = useAsk(readVisionState);
  async function allow(isAllowed: boolean): Promise<void> {
    if (state.data.value === undefined) return;
    await changeVisionSettings({ ...state.data.value.settings, cloudAllowed: isAllowed });
    await state.reload();
  }
  void state.reload();
  return { state: state.data, allow, isAdmin: computed(() => session.current?.roles.includes('admin') ?? false) };
}
