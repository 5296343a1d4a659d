import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { HubEvent, JobCard } from '@gigafibre/contracts';
import { readJob, readTrail } from '../../api/office.ts';
import { useCard } from '../../app/use-card.ts';
import { useFormats } from '../../app/use-formats.ts';
import { useSkillNames, useTechnicianNames } from '../../app/use-names.ts';
import { useSessionStore } from '../../stores/session.ts';
import { trailSentence, type TrailWords } from './trail-sentence.ts';

export interface TrailLine {
  seq: number;
  who: string;
  sentence: string;
  at: string;
  /** When the phone was offline: the hub learnt of it this much later. */
  learntAt: string | undefined;
}

const LATE_MS = 120_000;

interface WholeJob {
  card: JobCard;
  trail: readonly HubEvent[];
}

async function readWhole(name: string, signal: AbortSignal): Promise<WholeJob> {
  const [card, trail] = await Promise.all([readJob(name, signal), readTrail(name, signal)]);
  return { card, trail: trail.entries };
}

/** One job: its facts, its visits as they stand, and who did what when. */
export function useJob() {
  const words = useI18n();
  const formats = useFormats();
  const nameOf = useTechnicianNames();
  const skillName = useSkillNames();
  const shown = useCard({ param: 'name', read: readWhole, concerns: (event, name) => event.related.job === name || event.subject.name === name });

  const say: TrailWords = {
    get language() {
      return words.locale.value === 'en' ? 'en' : 'fr';
    },
    t: (key, blanks, plural) => (plural === undefined ? words.t(key, blanks) : words.t(key, blanks, plural)),
    te: (key) => words.te(key),
    when: (instant) => formats.value.dayMoment(instant),
    nameOf,
  };
  const lines = computed<TrailLine[]>(() =>
    (shown.card.value?.trail ?? []).map((event) => ({
      seq: event.seq,
      who: event.actor.displayName,
      sentence: trailSentence(event, say),
      at: event.doneAt,
      learntAt: new Date(event.at).getTime() - new Date(event.doneAt).getTime() > LATE_MS ? event.at : undefined,
    })),
  );
  const job = computed(() => shown.card.value?.card);
  const facts = computed(() => {
    const card = job.value;
    if (card === undefined) return [];
    const type = words.locale.value === 'en' ? card.job.jobTypeLabel.en : card.job.jobTypeLabel.fr;
    return [
      { label: words.t('jobs.type'), value: type },
      { label: words.t('jobs.skills'), value: card.requiredSkills.map((skill) => words.t('jobs.skill', { skill: skillName(skill.skill), level: skill.level })).join(', ') },
      { label: words.t('jobs.created'), value: formats.value.moment(card.createdAt) },
    ].filter((fact) => fact.value !== '');
  });

  const session = useSessionStore();
  const mayText = computed(() => session.hasRole('agent', 'dispatcher', 'admin'));
  return { ...shown, job, facts, lines, mayText };
}
