import type { Lateness, PredictedVisit, VisitCard } from '@gigafibre/contracts';
import { siteDate, type Clock, Temporal } from '@gigafibre/kernel';
import type { DayRange } from '../board/index.ts';
import { visitMessageText } from '../outbound/index.ts';
import type { Wording } from '../templates/index.ts';
import { predictTours, type Prediction } from './lateness.service.ts';
import type { CustomerContact, DrivingSeconds, FactsKeeper, LateBook } from './planning.ports.ts';

/** Where nothing was promised, a customer is told of this much. */
const WORTH_TELLING_MINUTES = 15;
/** Customers are told an hour they can remember. */
const TOLD_STEP_SECONDS = 300;

interface LatenessParts {
  readonly facts: FactsKeeper;
  readonly book: LateBook;
  readonly customers: (names: readonly string[]) => Promise<readonly CustomerContact[]>;
  readonly driving: DrivingSeconds;
  readonly clock: Clock;
  /** The sentences that customers are told now. */
  readonly wording: () => Promise<Wording>;
}

export interface LatenessReader {
  read(range: DayRange): Promise<Lateness>;
  /** Looks at today, and tells the log once of every promise that will not be kept. */
  watch(): Promise<void>;
}

/** Predicts who will be late, what each customer could be told, and tells the log of promises about to be broken. */
export function createLatenessReader({ facts, book, customers, driving, clock, wording }: LatenessParts): LatenessReader {
  const read = async (range: DayRange): Promise<Lateness> => {
    const { technicians, visits } = await facts.read(range);
    const now = clock();
    const tours = predictTours(technicians, visits, { now, driving });
    const cards = new Map(visits.map((card) => [card.name, card]));
    const late = tours.flatMap((tour) => tour.visits).filter(isWorthTelling);
    const contacts = new Map((await customers([...new Set(late.flatMap(({ visit }) => cards.get(visit)?.customer ?? []))])).map((contact) => [contact.name, contact]));
    const [told, words] = await Promise.all([book.toldAbout(late.map(({ visit }) => visit)), wording()]);
    const noticeFor = (prediction: Prediction): PredictedVisit['notice'] => (isWorthTelling(prediction) ? noticeOf(prediction, contacts.get(cards.get(prediction.visit)?.customer ?? ''), { told, words }) : null);
    if (isToday(range, now)) await tellBroken(book, { cards, predictions: late, now });
    return { asOf: now.toString(), technicians: tours.map((tour) => ({ ...tour, visits: tour.visits.map((prediction) => ({ ...prediction, notice: noticeFor(prediction) })) })) };
  };
  return {
    read,
    async watch() {
      await read({ from: siteDate(clock()), days: 1 });
    },
  };
}

const isToday = ({ from, days }: DayRange, now: Temporal.Instant): boolean => days === 1 && siteDate(now).equals(from);

const isWorthTelling = ({ missesWindowMinutes, lateMinutes, window }: Prediction): boolean => missesWindowMinutes > 0 || (window === null && lateMinutes >= WORTH_TELLING_MINUTES);

function noticeOf(prediction: Prediction, contact: CustomerContact | undefined, { told, words }: { told: ReadonlySet<string>; words: Wording }): PredictedVisit['notice'] {
  if (contact === undefined || contact.phone === '') return null;
  const predicted = Temporal.Instant.from(prediction.predictedStart).epochMilliseconds / 1000;
  const expectedAt = Temporal.Instant.fromEpochMilliseconds(Math.ceil(predicted / TOLD_STEP_SECONDS) * TOLD_STEP_SECONDS * 1000).toString();
  const text = visitMessageText(words, { template: 'running-late', at: expectedAt, window: prediction.window, text: null, customer: contact });
  return { language: contact.language, toName: contact.customerName, text, expectedAt, isSent: told.has(prediction.visit) };
}

async function tellBroken(book: LateBook, { cards, predictions, now }: { cards: ReadonlyMap<string, VisitCard>; predictions: readonly Prediction[]; now: Temporal.Instant }): Promise<void> {
  for (const { visit, window, missesWindowMinutes, predictedStart } of predictions) {
    const card = cards.get(visit);
    if (card !== undefined && window !== null && missesWindowMinutes > 0) await book.tellBroken({ card, window, missesWindowMinutes, predictedStart, now });
  }
}
