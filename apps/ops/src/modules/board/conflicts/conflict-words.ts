import type { PredictedVisit } from '@gigafibre/contracts';
import { secondsOf } from '@gigafibre/dispatch';
import type { Choice } from '../assign/choice.ts';
import { signedMoney } from '../price/price-words.ts';
import type { TimeWords } from '../times.ts';
import type { Fix, LateLine } from './conflict-line.ts';

interface Words {
  readonly t: (key: string, values: Readonly<Record<string, string | number>>) => string;
  readonly times: TimeWords;
  readonly money: (cents: number) => string;
}

/** A better place as a button: who, when, and what it costs beside the present one. */
export function fixWords({ technician, displayName, crew, startSeconds = 0, differenceCents, costCents }: Choice, { t, times, money }: Words): Fix {
  const cents = differenceCents ?? costCents;
  const place = { technician: displayName, at: times.clock(startSeconds), others: crew.length - 1 };
  return { key: `${technician} ${String(startSeconds)}`, label: t(crew.length > 1 ? 'board.conflicts.takeCrew' : 'board.conflicts.take', place), price: cents === undefined ? '' : signedMoney(cents, money) };
}

interface Late {
  readonly displayName: string;
  readonly visit: PredictedVisit;
}

/** A delay to expect, in one sentence, with what the customer would be told. */
export function lateLine({ displayName, visit }: Late, { t, times }: Words): LateLine {
  const planned = t('board.late.sentence', { at: times.clock(secondsOf(visit.predictedStart)), planned: times.clock(secondsOf(visit.plannedStart)), late: times.minutes(visit.lateMinutes * 60) });
  const sentence = visit.missesWindowMinutes > 0 ? t('board.late.misses', { sentence: planned, misses: times.minutes(visit.missesWindowMinutes * 60) }) : planned;
  return { visit: visit.visit, technician: displayName, customer: visit.customerName, sentence, notice: visit.notice };
}
