import { ref } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { ApiProblem } from '../../api/http.ts';
import { useFieldStore } from '../../stores/field/index.ts';
import { readIdentity } from '../../stores/offline/identity.ts';

const FIELD_ADDRESS = /^\/j(?:\/|$)/;

/**
 * Opens the link of an SMS: looking at it has consumed nothing, posting its code signs in for the shift.
 * The code leaves the address at once, so that neither the history nor a picture of the screen shows it.
 */
export function useTechLink() {
  const route = useRoute();
  const router = useRouter();
  const field = useFieldStore();
  const code = String(route.params['code']);
  const phase = ref<'opening' | 'unreachable' | 'unusable'>('opening');
  const other = readIdentity()?.displayName;

  async function open(): Promise<void> {
    phase.value = 'opening';
    try {
      const landing = await field.openLink(code);
      await router.replace(FIELD_ADDRESS.test(landing) ? landing : { name: 'tech-day' });
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      phase.value = problem.retry === 'later' ? 'unreachable' : 'unusable';
    }
  }

  window.history.replaceState(window.history.state, '', '/j/l');
  void open();
  return { phase, other, open };
}
