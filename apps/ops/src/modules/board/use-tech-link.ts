import { Notify } from 'quasar';
import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import type { VisitCard } from '@gigafibre/contracts';
import { sendTechLink } from '../../api/board.ts';
import { ApiProblem } from '../../api/http.ts';
import { useProblem } from '../../app/use-problem.ts';
import { announceProblem } from '../../ui/announce.ts';
import { leadOf } from './visit-facts.ts';

/** Sends the technician the link that opens his day on a visit; the message is shown in the outbox. */
export function useTechLink() {
  const { t } = useI18n();
  const router = useRouter();
  const problemWords = useProblem();

  return async function send(visit: VisitCard, technicianName: string): Promise<void> {
    const technician = leadOf(visit);
    if (technician === null) return;
    try {
      await sendTechLink(technician, visit.name);
      Notify.create({ message: t('board.notice.linkSent', { technician: technicianName }), position: 'bottom', timeout: 8000, actions: [{ label: t('board.actions.outbox'), handler: () => void router.push('/ops/outbox') }] });
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      announceProblem(problemWords(cause));
    }
  };
}
