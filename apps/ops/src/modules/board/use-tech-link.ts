import { ref, shallowRef } from 'vue';
import { Notify } from 'quasar';
import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import type { OutboxMessage, VisitCard } from '@gigafibre/contracts';
import { giveTechLink, readMessageState, sendTechLink } from '../../api/board.ts';
import { ApiProblem } from '../../api/http.ts';
import { useProblem } from '../../app/use-problem.ts';
import { announceProblem } from '../../ui/announce.ts';
import { leadOf } from './visit-facts.ts';

/** When to look whether the text arrived. */
const LOOKS_MS = [5000, 20_000, 60_000];
const LOST: ReadonlySet<OutboxMessage['state']> = new Set(['failed', 'suppressed']);

interface OtherWay {
  readonly technician: string;
  readonly displayName: string;
  readonly visit: string;
  readonly link: string | undefined;
}

/** Looks a few times whether a text was lost on its way. */
function watchMessage(message: string, lost: () => void): void {
  for (const wait of LOOKS_MS) {
    window.setTimeout(() => {
      void readMessageState(message).then(({ state }) => {
        if (LOST.has(state)) lost();
      }, () => undefined); // the outbox shows it all the same
    }, wait);
  }
}

/**
 * Sends the technician the link that opens his day on a visit; the message is shown in the outbox. Where texts do not arrive the
 * link is shown as a code to scan, or goes by e-mail.
 */
export function useTechLink() {
  const { t } = useI18n();
  const router = useRouter();
  const problemWords = useProblem();
  const other = shallowRef<OtherWay>();
  const isBusy = ref(false);

  const tell = (cause: unknown): void => {
    if (!(cause instanceof ApiProblem)) throw cause;
    announceProblem(problemWords(cause));
  };

  async function show(technician: string, displayName: string, visit: string): Promise<void> {
    try {
      const { link } = await giveTechLink(technician, visit, 'screen');
      other.value = { technician, displayName, visit, link };
    } catch (cause) {
      tell(cause);
    }
  }

  async function email(): Promise<void> {
    if (other.value === undefined) return;
    const { technician, displayName, visit } = other.value;
    isBusy.value = true;
    try {
      await giveTechLink(technician, visit, 'email');
      other.value = undefined;
      Notify.create({ message: t('board.link.emailed', { technician: displayName }), position: 'bottom', timeout: 8000 });
    } catch (cause) {
      tell(cause);
    } finally {
      isBusy.value = false;
    }
  }

  async function send(visit: VisitCard, displayName: string): Promise<void> {
    const technician = leadOf(visit);
    if (technician === null) return;
    const otherWay = { label: t('board.link.other'), handler: () => void show(technician, displayName, visit.name) };
    try {
      const { message } = await sendTechLink(technician, visit.name);
      Notify.create({ message: t('board.notice.linkSent', { technician: displayName }), position: 'bottom', timeout: 8000, actions: [otherWay, { label: t('board.actions.outbox'), handler: () => void router.push('/ops/outbox') }] });
      let isTold = false;
      if (message !== undefined)
        watchMessage(message, () => {
          if (!isTold) Notify.create({ color: 'negative', message: t('board.link.lost', { technician: displayName }), position: 'bottom', timeout: 0, actions: [otherWay, { label: t('ui.close') }] });
          isTold = true;
        });
    } catch (cause) {
      if (cause instanceof ApiProblem && cause.code === 'erp_refused') await show(technician, displayName, visit.name); // no number to send it to
      else tell(cause);
    }
  }

  const close = (): void => {
    other.value = undefined;
  };
  return { send, other, isBusy, email, close };
}
