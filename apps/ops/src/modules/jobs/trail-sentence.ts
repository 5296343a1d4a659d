import type { EventType, HubEvent, Language } from '@gigafibre/contracts';

type Facts = Readonly<Record<string, unknown>>;
type Blanks = Record<string, string | number>;

interface Plan {
  status: string;
  crew: readonly { technician: string }[];
  plannedStart: string | null;
  durationMinutes?: number;
  window?: { start: string; end: string } | null;
}

export interface TrailWords {
  language: Language;
  t: (key: string, blanks: Blanks, plural?: number) => string;
  te: (key: string) => boolean;
  when: (instant: string) => string;
  nameOf: (technician: string) => string;
}

const isRecord = (value: unknown): value is Facts => typeof value === 'object' && value !== null;
const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const planIn = (value: unknown): Plan | undefined => (isRecord(value) && Array.isArray(value['crew']) ? (value as unknown as Plan) : undefined);

/** What a plan says: who, and when. */
function planBlanks(plan: Plan | undefined, words: TrailWords): { crew: string; when: string } {
  const crew = (plan?.crew ?? []).map(({ technician }) => words.nameOf(technician)).join(', ');
  const start = plan?.plannedStart;
  return { crew, when: start === null || start === undefined ? '' : words.when(start) };
}

const isPlaced = (plan: Plan | undefined): plan is Plan => plan !== undefined && plan.crew.length > 0;

function plannedSentence(facts: Facts, words: TrailWords, who: string): string {
  const before = planIn(facts['before']);
  const after = planBlanks(planIn(facts['after']), words);
  if (!isPlaced(before)) return words.t('jobs.trail.visit.planned', { who, ...after });
  const from = planBlanks(before, words);
  return words.t('jobs.trail.visit.moved', { who, fromCrew: from.crew, fromWhen: from.when, ...after });
}

function undoneSentence(facts: Facts, words: TrailWords, who: string): string {
  const restored = planIn(facts['restored']) ?? planIn(facts['after']);
  if (!isPlaced(restored)) return words.t('jobs.trail.visit.undoneToTray', { who });
  return words.t('jobs.trail.visit.undone', { who, ...planBlanks(restored, words) });
}

function editSentence(facts: Facts, words: TrailWords, who: string, key: string): string {
  const edits: readonly unknown[] = Array.isArray(facts['edits']) ? facts['edits'] : [];
  const fields = edits.map((edit) => {
    const field = isRecord(edit) ? textOf(edit['field']) : '';
    return words.te(`trade.field.${field}`) ? words.t(`trade.field.${field}`, {}) : field;
  });
  return words.t(key, { who, fields: fields.join(', ') });
}

function stepSentence(facts: Facts, words: TrailWords, who: string): string {
  const record = isRecord(facts['record']) ? facts['record'] : {};
  const label = isRecord(facts['label']) ? textOf(facts['label'][words.language]) : '';
  const blanks = { who, step: label || textOf(record['step']), value: textOf(record['value']), reason: textOf(record['skippedReason']) };
  if (blanks.reason !== '') return words.t('jobs.trail.visit.stepSkipped', blanks);
  return blanks.value === '' ? words.t('jobs.trail.visit.stepped', blanks) : words.t('jobs.trail.visit.steppedValue', blanks);
}

function resizedBlanks(facts: Facts): Blanks {
  return { fromMinutes: textOf(planIn(facts['before'])?.durationMinutes), minutes: textOf(planIn(facts['after'])?.durationMinutes) };
}

function windowSentence(facts: Facts, words: TrailWords, who: string): string {
  const window = planIn(facts['after'])?.window ?? null;
  if (window === null) return words.t('jobs.trail.visit.unwindowed', { who });
  return words.t('jobs.trail.visit.windowed', { who, from: words.when(window.start), until: words.when(window.end) });
}

function messageSentence(facts: Facts, words: TrailWords, who: string): string {
  const key = `jobs.trail.template.${textOf(facts['template'])}`;
  return words.t('jobs.trail.visit.messaged', { who, to: textOf(facts['toName']), template: words.te(key) ? words.t(key, {}) : textOf(facts['template']) });
}

/** Parts of which the van was not known to hold as many as were used are for somebody to look into. */
function completedSentence(facts: Facts, words: TrailWords, who: string): string {
  const photos = Number(facts['photos'] ?? 0);
  const done = words.t('jobs.trail.visit.completed', { who, count: photos }, photos);
  const short: readonly unknown[] = Array.isArray(facts['short']) ? facts['short'] : [];
  const lines = short.filter(isRecord).map((line) => words.t('jobs.trail.visit.shortPart', { item: textOf(line['item']), used: textOf(line['used']), had: textOf(line['had']) }));
  return lines.length === 0 ? done : `${done} ${words.t('jobs.trail.visit.short', { parts: lines.join(', ') })}`;
}

const momentOf = (value: unknown, words: TrailWords): string => (textOf(value) === '' ? '' : words.when(textOf(value)));

const absenceSentence = ({ type, facts }: HubEvent, words: TrailWords, who: string): string =>
  words.t(`jobs.trail.${type}`, { who, technician: textOf(facts['displayName']), from: momentOf(facts['from'], words), until: momentOf(facts['until'], words) });

const withNote = (key: string, facts: Facts): string => (textOf(facts['note']) === '' ? key : `${key}Note`);

/** Sentences that need more than who, and a few plain facts. */
const OWN: Partial<Record<EventType, (event: HubEvent, words: TrailWords, who: string) => string>> = {
  'visit.planned': ({ facts }, words, who) => plannedSentence(facts, words, who),
  'visit.undone': ({ facts }, words, who) => undoneSentence(facts, words, who),
  'visit.resized': ({ facts }, words, who) => words.t('jobs.trail.visit.resized', { who, ...resizedBlanks(facts) }),
  'visit.split': ({ facts }, words, who) => words.t('jobs.trail.visit.split', { who, ...resizedBlanks(facts), nextMinutes: textOf(facts['nextMinutes']), next: textOf(facts['next']) }),
  'visit.crewed': ({ facts }, words, who) => words.t('jobs.trail.visit.crewed', { who, ...planBlanks(planIn(facts['after']), words) }),
  'visit.windowed': ({ facts }, words, who) => windowSentence(facts, words, who),
  'visit.messaged': ({ facts }, words, who) => messageSentence(facts, words, who),
  'visit.running-late': ({ facts }, words, who) => words.t('jobs.trail.visit.running-late', { who, when: momentOf(facts['predictedStart'], words), late: textOf(facts['missesWindowMinutes']) }),
  'technician.absent': absenceSentence,
  'technician.present': absenceSentence,
  'visit.stepped': ({ facts }, words, who) => stepSentence(facts, words, who),
  'ticket.changed': ({ facts }, words, who) => editSentence(facts, words, who, 'jobs.trail.ticket.changed'),
  'equipment.changed': ({ facts }, words, who) => editSentence(facts, words, who, 'jobs.trail.equipment.changed'),
  'visit.parted': ({ facts }, words, who) => words.t(`jobs.trail.visit.${facts['quantity'] === 0 ? 'un' : ''}parted`, { who, quantity: textOf(facts['quantity']), label: textOf(facts['label']) }),
  'visit.timed': ({ facts }, words, who) => words.t('jobs.trail.visit.timed', { who, kind: words.t(`jobs.timeKind.${textOf(facts['kind']) || 'work'}`, {}), minutes: textOf(facts['minutes']), reason: textOf(facts['reason']) }),
  'visit.paused': ({ facts }, words, who) => words.t(withNote('jobs.trail.visit.paused', facts), { who, note: textOf(facts['note']) }),
  'visit.failed': ({ facts }, words, who) => words.t(withNote('jobs.trail.visit.failed', facts), { who, reason: words.t(`jobs.reason.${textOf(facts['reason']) || 'other'}`, {}), note: textOf(facts['note']) }),
  'visit.completed': ({ facts }, words, who) => completedSentence(facts, words, who),
};

/** The sentence of one event of the trail, in the language on screen: who did what. */
export function trailSentence(event: HubEvent, words: TrailWords): string {
  const who = event.actor.displayName;
  const own = OWN[event.type];
  if (own !== undefined) return own(event, words, who);
  const { facts } = event;
  const key = `jobs.trail.${event.type}`;
  if (!words.te(key)) return words.t('jobs.trail.other', { who, what: event.type });
  const plain = Object.fromEntries(Object.keys(facts).map((name) => [name, textOf(facts[name])]));
  return words.t(key, {
    ...plain,
    who,
    name: event.subject.name,
    serial: plain['serial'] || event.subject.name,
    note: plain['text'] ?? '',
    technician: plain['technician'] ?? plain['displayName'] ?? '',
    to: plain['toName'] ?? '',
  });
}
