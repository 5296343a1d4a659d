import { Temporal } from 'temporal-polyfill';
import { SITE_ZONE } from './site-zone.ts';

export { Temporal };

/** What time it is, as an argument: only the process's own root reads the machine's clock. */
export type Clock = () => Temporal.Instant;

/**
 * Reads the ERP's naive `YYYY-MM-DD HH:MM:SS[.ffffff]` as the instant it stands for.
 * A time that occurs twice on the night the clocks go back means its first occurrence.
 * @throws {RangeError} when the text is no datetime.
 */
export function instantFromSite(naive: string, zone: string = SITE_ZONE): Temporal.Instant {
  return Temporal.PlainDateTime.from(naive.replace(' ', 'T')).toZonedDateTime(zone, { disambiguation: 'compatible' }).toInstant();
}

/** Writes an instant as the ERP's naive datetime, with the microseconds it insists on. */
export function siteFromInstant(instant: Temporal.Instant, zone: string = SITE_ZONE): string {
  return instant.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'microsecond' }).replace('T', ' ');
}

/** The calendar day an instant falls on at the site. */
export const siteDate = (instant: Temporal.Instant, zone: string = SITE_ZONE): Temporal.PlainDate => instant.toZonedDateTimeISO(zone).toPlainDate();

/** The instant at which a calendar day begins at the site. Days have 23 or 25 hours when the clocks change. */
export const siteMidnight = (date: Temporal.PlainDate, zone: string = SITE_ZONE): Temporal.Instant => date.toZonedDateTime(zone).toInstant();
