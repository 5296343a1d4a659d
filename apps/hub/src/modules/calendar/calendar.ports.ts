import type { ServiceLevel } from '@gigafibre/contracts';

/** What somebody decided for one day, over the rules. */
export interface DecidedDay {
  readonly date: string;
  readonly service: ServiceLevel;
  readonly note: string;
  readonly changedBy: string;
}

export interface CalendarBook {
  decidedBetween(from: string, until: string): Promise<readonly DecidedDay[]>;
}
