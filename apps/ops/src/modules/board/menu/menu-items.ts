import { visitStatusAfter, type VisitCard } from '@gigafibre/contracts';

/** What the menu of a visit offers. `leave`: one person of several goes. */
export type MenuVerb = 'assign' | 'move' | 'join' | 'leave' | 'confirm' | 'dispatch' | 'pin' | 'unpin' | 'unassign' | 'customer' | 'message' | 'call' | 'directions' | 'cancel';

export interface MenuItem {
  readonly verb: MenuVerb;
  /** Of whom `leave` speaks. */
  readonly technician?: string;
  /** The key that does the same. */
  readonly keys: string;
  /** Does a line stand above it? */
  readonly begins: boolean;
}

interface Offer {
  readonly verb: MenuVerb;
  readonly isPossible: boolean;
  readonly technician?: string;
}

const KEYS: Readonly<Partial<Record<MenuVerb, string>>> = { assign: 'A', move: '⏎', pin: 'P', unpin: 'P', unassign: 'U' };

function groupsOf(visit: VisitCard): readonly (readonly Offer[])[] {
  const { status, crew, pinned, plannedStart, place } = visit;
  const can = (action: Parameters<typeof visitStatusAfter>[1]): boolean => visitStatusAfter(status, action) !== undefined;
  const isPlanned = can('unplan');
  return [
    [{ verb: 'assign', isPossible: can('plan') }, { verb: 'move', isPossible: can('plan') }, { verb: 'confirm', isPossible: can('confirm') }, { verb: 'dispatch', isPossible: crew.length > 0 && visit.endedAt === null }],
    [{ verb: 'join', isPossible: isPlanned && plannedStart !== null }, ...(isPlanned && crew.length > 1 ? crew : []).map(({ technician }) => ({ verb: 'leave' as const, technician, isPossible: true }))],
    [{ verb: pinned ? 'unpin' : 'pin', isPossible: isPlanned }, { verb: 'unassign', isPossible: isPlanned }],
    [{ verb: 'customer', isPossible: true }, { verb: 'message', isPossible: true }, { verb: 'call', isPossible: true }, { verb: 'directions', isPossible: place.latitude !== null || place.label !== '' }],
    [{ verb: 'cancel', isPossible: can('cancel') }],
  ];
}

/** Everything that may be done with a visit as it is now, in groups. */
export function menuItems(visit: VisitCard): MenuItem[] {
  return groupsOf(visit).flatMap((group, groupAt) =>
    group
      .filter(({ isPossible }) => isPossible)
      .map(({ verb, technician }, at) => ({ verb, keys: KEYS[verb] ?? '', begins: groupAt > 0 && at === 0, ...(technician === undefined ? {} : { technician }) })),
  );
}

/** The way there, in whatever maps the device has: by coordinates, else by the address. */
export function directionsTo({ place }: Pick<VisitCard, 'place'>): string {
  const goal = place.latitude === null || place.longitude === null ? place.label : `${String(place.latitude)},${String(place.longitude)}`;
  return `https://www.google.com/maps/dir/?api=1&destination=${encodeURIComponent(goal)}`;
}
