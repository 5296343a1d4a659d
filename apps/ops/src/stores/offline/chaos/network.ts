import type { Random } from '@gigafibre/kernel';
import type { Reply } from '../queue-ports.ts';
import { json, problem } from './model-hub.ts';

type Arrive = () => Reply;

interface Meeting {
  readonly arrive: Arrive;
  /** What can still arrive although nobody waits for it any more. */
  readonly air: Arrive[];
}

/** What a network does to one exchange. */
const FATES: readonly ((meeting: Meeting) => Reply)[] = [
  // the request is lost
  () => ({ kind: 'silence' }),
  // the reply is lost
  ({ arrive }) => {
    arrive();
    return { kind: 'silence' };
  },
  // it arrives twice
  ({ arrive }) => {
    arrive();
    return arrive();
  },
  // its twin comes later
  ({ arrive, air }) => {
    air.push(arrive);
    return arrive();
  },
  // it comes late, after we gave it up
  ({ arrive, air }) => {
    air.push(arrive);
    return { kind: 'silence' };
  },
  () => json(500, {}),
  () => json(503, {}),
  () => json(429, {}, 'application/problem+json', '120'),
  // a portal answers
  () => json(200, '<html>', 'text/html'),
  () => json(403, '<html>', 'text/html'),
];

/**
 * A network between the phone and the hub.
 * @param weather how often it does its worst, from 0 to 1.
 */
export function createNetwork(random: Random, weather: () => number, isSignedIn: () => boolean) {
  const air: Arrive[] = [];
  return {
    air,
    meet(take: Arrive): Reply {
      // The request carries the session of the moment at which it left, however late it arrives.
      const wasSignedIn = isSignedIn();
      const arrive = (): Reply => (wasSignedIn ? take() : problem('not_signed_in'));
      const fate = random() < weather() ? FATES[Math.floor(random() * FATES.length)] : undefined;
      return fate === undefined ? arrive() : fate({ arrive, air });
    },
  };
}
