import type { DayVisit, FlowStep, Language, PartLine, StepRecord, TimeFix } from '@gigafibre/contracts';
import { formatsFor } from '../../ui/format.ts';
import type { Formats } from '../../ui/format.ts';

interface Sentences {
  readonly title: string;
  readonly technician: (name: string) => string;
  readonly arrived: (time: string) => string;
  readonly onSite: (minutes: string) => string;
  readonly done: string;
  readonly photo: string;
  readonly skipped: (reason: string) => string;
  readonly parts: string;
  readonly serial: (serial: string) => string;
  readonly each: (price: string) => string;
  readonly total: (price: string) => string;
  readonly noParts: string;
  readonly next: string;
}

/** The customer's document, in the customer's language, whatever the technician's screen speaks. */
const SENTENCES: Readonly<Record<Language, Sentences>> = {
  fr: {
    title: 'Gigafibre : résumé de la visite',
    technician: (name) => `Technicien : ${name}`,
    arrived: (time) => `Arrivée : ${time}`,
    onSite: (minutes) => `Temps sur place : ${minutes}`,
    done: 'Travaux',
    photo: 'photo prise',
    skipped: (reason) => `non fait (${reason})`,
    parts: 'Matériel',
    serial: (serial) => `série ${serial}`,
    each: (price) => `${price} l’unité`,
    total: (price) => `Matériel, avant taxes : ${price}`,
    noParts: 'Aucun matériel utilisé',
    next: 'Suite',
  },
  en: {
    title: 'Gigafibre: summary of the visit',
    technician: (name) => `Technician: ${name}`,
    arrived: (time) => `Arrival: ${time}`,
    onSite: (minutes) => `Time on site: ${minutes}`,
    done: 'Work done',
    photo: 'photo taken',
    skipped: (reason) => `not done (${reason})`,
    parts: 'Material',
    serial: (serial) => `serial ${serial}`,
    each: (price) => `${price} each`,
    total: (price) => `Material, before taxes: ${price}`,
    noParts: 'No material used',
    next: 'Next',
  },
};

export interface ClosingFacts {
  readonly found: DayVisit;
  readonly technician: string;
  readonly parts: readonly PartLine[];
  /** Devices that were installed on this visit. */
  readonly devices: readonly { readonly model: string; readonly serial: string }[];
  readonly fixes: readonly TimeFix[];
  /** What comes after, in the technician's words. */
  readonly next: string;
  /** Subcontractors see no prices. */
  readonly showsPrices: boolean;
}

const measured = (value: string, language: Language): string => value.replace(/^-/, '−').replace('.', language === 'fr' ? ',' : '.');

function stepLine(step: FlowStep, record: StepRecord, language: Language): string {
  const said = SENTENCES[language];
  const proof = record.skippedReason !== undefined ? said.skipped(record.skippedReason) : record.photo !== undefined || (record.photos?.length ?? 0) > 0 ? said.photo : `${step.kind === 'reading' ? measured(record.value ?? '', language) : (record.value ?? '')} ${step.unit}`.trim();
  return proof === '' ? `- ${step.label[language]}` : `- ${step.label[language]} : ${proof}`;
}

function workLines({ found }: ClosingFacts, language: Language): string[] {
  const lines = (found.flow?.steps ?? []).flatMap((step) => {
    const record = found.records.find((each) => each.step === step.step);
    return record === undefined || (!record.done && record.skippedReason === undefined) ? [] : [stepLine(step, record, language)];
  });
  return lines.length === 0 ? [] : ['', SENTENCES[language].done, ...lines];
}

/** The sum of what has a price; undefined when nothing has. */
export function totalCents(parts: readonly PartLine[]): number | undefined {
  const priced = parts.flatMap(({ rateCents, quantity }) => (rateCents === null ? [] : [Math.round(rateCents * quantity)]));
  return priced.length === 0 ? undefined : priced.reduce((sum, cents) => sum + cents, 0);
}

function partLines({ parts, devices, showsPrices }: ClosingFacts, language: Language, formats: Formats): string[] {
  const said = SENTENCES[language];
  const quantity = new Intl.NumberFormat(language === 'fr' ? 'fr-CA' : 'en-CA', { maximumFractionDigits: 2 });
  const price = ({ rateCents }: PartLine): string => (showsPrices && rateCents !== null ? `, ${said.each(formats.money(rateCents))}` : '');
  const lines = [...parts.map((line) => `- ${quantity.format(line.quantity)} × ${line.label || line.item}${price(line)}`), ...devices.map(({ model, serial }) => `- ${model}, ${said.serial(serial)}`)];
  const total = showsPrices ? totalCents(parts) : undefined;
  return ['', said.parts, ...(lines.length === 0 ? [`- ${said.noParts}`] : lines), ...(total === undefined ? [] : [said.total(formats.money(total))])];
}

/**
 * The closing summary, word for word as it is shown on the glass, signed and sent.
 * It says nothing that goes on changing by itself: the hour of arrival, and minutes only where a person fixed them.
 */
export function closingText(facts: ClosingFacts, language: Language): string {
  const { found, technician, fixes, next } = facts;
  const said = SENTENCES[language];
  const formats = formatsFor(language === 'fr' ? 'fr-CA' : 'en-CA');
  const { arrivedAt, customerName, jobTypeLabel, subject, place } = found.visit;
  const fixed = fixes.find(({ kind }) => kind === 'work');
  return [
    said.title,
    customerName,
    found.location?.label ?? place.label,
    `${jobTypeLabel[language]} : ${subject}`,
    said.technician(technician),
    ...(arrivedAt === null ? [] : [said.arrived(formats.moment(arrivedAt))]),
    ...(fixed === undefined ? [] : [said.onSite(formats.minutes(fixed.minutes))]),
    ...workLines(facts, language),
    ...partLines(facts, language, formats),
    ...(next.trim() === '' ? [] : ['', said.next, `- ${next.trim()}`]),
  ].join('\n');
}
