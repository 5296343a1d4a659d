import { VISIT_STATUSES, type VisitStatus } from '@gigafibre/contracts';
import { PALETTES, type Palette } from './palette/palette.ts';
import { DENSITIES, SPANS, type DaySpan, type Density } from './board-scale.ts';
import { TRAY_ORDERS, type TrayOrder } from './tray/tray-order.ts';

/** Whom and what the board shows; empty texts leave nothing out. */
export interface BoardFilter {
  readonly zone: string;
  readonly skill: string;
  readonly trade: string;
  readonly status: VisitStatus | '';
  readonly text: string;
}

/** What a link to the board restores. */
export interface BoardView extends BoardFilter {
  readonly date: string;
  readonly days: DaySpan;
  readonly density: Density;
  /** Pixels an hour; 0 fits the working day in the width. */
  readonly zoom: number;
  /** The order of the tray, and whether it is grouped by area. */
  readonly sort: TrayOrder;
  readonly isGrouped: boolean;
  /** What the colours of the bars tell. */
  readonly palette: Palette;
  /** Name of the weights that proposals are made with; empty for the house's usual ones. */
  readonly policy: string;
}

export type Query = Readonly<Record<string, unknown>>;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const oneOf = <Word extends string>(words: readonly Word[], value: unknown): Word | undefined => words.find((word) => word === value);
const DENSITY_NAMES = Object.keys(DENSITIES) as Density[];

export const NO_FILTER: BoardFilter = { zone: '', skill: '', trade: '', status: '', text: '' };

/** How many filters leave something out; the search has its own place on screen. */
export const filtersOn = ({ zone, skill, trade, status }: BoardFilter): number => [zone, skill, trade, status].filter((each) => each !== '').length;

/** Reads a view from an address; whatever makes no sense there is as if it were not. */
export function viewFromQuery(query: Query, today: string, usual: Density): BoardView {
  const date = textOf(query['date']);
  const zoom = Number(textOf(query['zoom']));
  return {
    date: DATE.test(date) && !Number.isNaN(Date.parse(date)) ? date : today,
    days: SPANS.find((span) => String(span) === query['days']) ?? 1,
    density: oneOf(DENSITY_NAMES, query['density']) ?? usual,
    zoom: Number.isFinite(zoom) && zoom > 0 ? Math.round(zoom) : 0,
    zone: textOf(query['zone']),
    skill: textOf(query['skill']),
    trade: textOf(query['trade']),
    status: oneOf(VISIT_STATUSES, query['status']) ?? '',
    text: textOf(query['q']),
    sort: oneOf(TRAY_ORDERS, query['sort']) ?? 'sla',
    isGrouped: query['group'] === 'zone',
    palette: oneOf(PALETTES, query['palette']) ?? 'status',
    policy: textOf(query['policy']),
  };
}

/** Writes a view to an address, leaving out what goes without saying: the defaults, today, and the reader's usual density where it is given. */
export function queryFromView(view: BoardView, today: string, usual?: Density): Record<string, string> {
  const { zone, skill, trade, status, text, policy } = view;
  const written: Record<string, string> = {
    date: view.date === today ? '' : view.date,
    days: view.days === 1 ? '' : String(view.days),
    density: view.density === usual ? '' : view.density,
    zoom: view.zoom === 0 ? '' : String(Math.round(view.zoom)),
    ...{ zone, skill, trade, status, q: text, policy },
    sort: view.sort === 'sla' ? '' : view.sort,
    group: view.isGrouped ? 'zone' : '',
    palette: view.palette === 'status' ? '' : view.palette,
  };
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== ''));
}
