import type { CatalogueItem, Day, DayVisit, VanParts } from '@gigafibre/contracts';
import type { Temporal } from '@gigafibre/kernel';

export interface TechnicianRecord {
  readonly name: string;
  readonly displayName: string;
  readonly mobile: string;
  readonly isSubcontractor: boolean;
  readonly warehouse: string | null;
}

export interface DayBook {
  technician(name: string): Promise<TechnicianRecord>;
  /** The technician's visits that begin within the time, and those under way; by planned start. */
  visitsOf(technician: string, from: Temporal.Instant, until: Temporal.Instant): Promise<DayVisit[]>;
  vanStock(warehouse: string): Promise<Day['vanStock']>;
}

export interface CatalogueBook {
  /** Everything that is not disabled, priced as on a day of the site. */
  items(on: string): Promise<CatalogueItem[]>;
  /** What is counted in a warehouse, by item. */
  readonly parts: (warehouse: string) => Promise<VanParts['parts']>;
}
