import { DENSITIES, type Density } from './board-scale.ts';

/** What a link to the board restores. */
export interface BoardView {
  readonly date: string;
  readonly days: 1 | 3;
  readonly density: Density;
  /** Pixels an hour; 0 fits the working day in the width. */
  readonly zoom: number;
  readonly zone: string;
  readonly skill: string;
  readonly text: string;
}

export type Query = Readonly<Record<string, unknown>>;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const isDensity = (text: string): text is Density => text in DENSITIES;

/** Reads a view from an address; whatever makes no sense there is as if it were not. */
export function viewFromQuery(query: Query, today: string, usual: Density): BoardView {
  const date = textOf(query['date']);
  const density = textOf(query['density']);
  const zoom = Number(textOf(query['zoom']));
  return {
    date: DATE.test(date) && !Number.isNaN(Date.parse(date)) ? date : today,
    days: query['days'] === '3' ? 3 : 1,
    density: isDensity(density) ? density : usual,
    zoom: Number.isFinite(zoom) && zoom > 0 ? Math.round(zoom) : 0,
    zone: textOf(query['zone']),
    skill: textOf(query['skill']),
    text: textOf(query['q']),
  };
}

/** Writes a view to an address, leaving out what goes without saying. */
export function queryFromView(view: BoardView, today: string, usual: Density): Record<string, string> {
  return {
    ...(view.date === today ? {} : { date: view.date }),
    ...(view.days === 1 ? {} : { days: String(view.days) }),
    ...(view.density === usual ? {} : { density: view.density }),
    ...(view.zoom === 0 ? {} : { zoom: String(Math.round(view.zoom)) }),
    ...(view.zone === '' ? {} : { zone: view.zone }),
    ...(view.skill === '' ? {} : { skill: view.skill }),
    ...(view.text === '' ? {} : { q: view.text }),
  };
}
