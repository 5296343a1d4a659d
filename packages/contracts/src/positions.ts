import { Type, type Static } from 'typebox';
import { InstantText, Name, nullable } from './primitives.ts';

/** Who measured: the van's tracker, the technician's phone, or nobody: a van of the demonstration that follows its plan. */
export const POSITION_SOURCES = ['tracker', 'phone', 'simulated'] as const;
export const PositionSource = Type.Enum(POSITION_SOURCES);
export type PositionSource = Static<typeof PositionSource>;

const Latitude = Type.Number({ minimum: -90, maximum: 90 });
const Longitude = Type.Number({ minimum: -180, maximum: 180 });
const KilometresPerHour = Type.Number({ minimum: 0, maximum: 400, description: 'km/h' });
const Degrees = Type.Number({ minimum: 0, maximum: 360, description: 'Degrees clockwise from north' });
const Meters = Type.Number({ minimum: 0, maximum: 100_000, description: 'Radius, in metres' });

/** Where a technician was at an instant of his shift. Its age is counted from `at`: nobody may show it without. */
export const Position = Type.Object({
  technician: Name,
  at: InstantText,
  latitude: Latitude,
  longitude: Longitude,
  speedKmh: nullable(KilometresPerHour),
  courseDegrees: nullable(Degrees),
  accuracyMeters: nullable(Meters),
  source: PositionSource,
});
export type Position = Static<typeof Position>;

/** The last position of everybody who is at work now. */
export const Positions = Type.Object({
  asOf: InstantText,
  /** How the trackers reach us: `none` when there are none. */
  feed: Type.Enum(['live', 'polling', 'lost', 'simulated', 'none']),
  positions: Type.Array(Position),
});
export type Positions = Static<typeof Positions>;

/** What a phone measured since its last report. Sent again, the same positions are kept once. */
export const PositionReport = Type.Object(
  {
    positions: Type.Array(
      Type.Object({ at: InstantText, latitude: Latitude, longitude: Longitude, speedKmh: nullable(KilometresPerHour), courseDegrees: nullable(Degrees), accuracyMeters: nullable(Meters) }, { additionalProperties: false }),
      { minItems: 1, maxItems: 200 },
    ),
  },
  { additionalProperties: false },
);
export type PositionReport = Static<typeof PositionReport>;

/** What a technician is told of his own tracking. */
export const Tracking = Type.Object({
  /** Positions of his are being kept now. */
  isOn: Type.Boolean(),
  /** Who measures them now; null when nobody does. */
  source: nullable(PositionSource),
  /** His phone is asked to report. */
  asksPhone: Type.Boolean(),
  /** The shift that this is true for; null when he has none today or it is over. */
  shift: nullable(Type.Object({ start: InstantText, end: InstantText })),
  /** For how long positions are kept. */
  keptHours: Type.Integer(),
});
export type Tracking = Static<typeof Tracking>;

export const PositionReceipt = Type.Object({ stored: Type.Integer(), ignored: Type.Integer({ description: 'Known already, outside the shift, or not believable' }), tracking: Tracking });
export type PositionReceipt = Static<typeof PositionReceipt>;

/** Minutes after which a position is no longer shown as current, and no longer shown as known (R07). */
export const POSITION_DIMS_AFTER_MINUTES = 5;
export const POSITION_UNKNOWN_AFTER_MINUTES = 30;

/** What map the screens draw: their own shapes, a style of somebody's, or Mapbox's tiles. */
export const MapSource = Type.Union([
  Type.Object({ kind: Type.Literal('shapes') }),
  Type.Object({ kind: Type.Literal('style'), url: Type.String() }),
  Type.Object({ kind: Type.Literal('mapbox'), token: Type.String() }),
]);
export type MapSource = Static<typeof MapSource>;

/** What positions make us think that nobody has declared: a guess, to be confirmed by the technician or left. */
export const PlaceHint = Type.Object({
  kind: Type.Enum(['arrived', 'left']),
  visit: Name,
  customerName: Type.String(),
  technician: Name,
  displayName: Type.String(),
  /** Since when it looks so. */
  since: InstantText,
  /** From the visit's place, when last measured. */
  meters: Type.Integer(),
});
export type PlaceHint = Static<typeof PlaceHint>;
export const PlaceHints = Type.Object({ asOf: InstantText, hints: Type.Array(PlaceHint) });
export type PlaceHints = Static<typeof PlaceHints>;
