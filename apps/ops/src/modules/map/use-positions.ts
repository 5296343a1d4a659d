import type { Position, Positions } from '@gigafibre/contracts';
import { onScopeDispose, ref, shallowReactive } from 'vue';
import { followLive } from '../../api/events.ts';
import { ApiProblem } from '../../api/http.ts';
import { readPositions } from '../../api/positions.ts';

/** A belt: what the stream did not bring, and whoever went off shift. */
const LOOK_EVERY_MS = 60_000;

/** Where everybody was last, as it comes in. */
export function usePositions() {
  const positions = shallowReactive(new Map<string, Position>());
  const feed = ref<Positions['feed']>('none');

  function take(position: Position): void {
    const known = positions.get(position.technician);
    if (known === undefined || known.at < position.at) positions.set(position.technician, position);
  }
  async function read(): Promise<void> {
    try {
      const answer = await readPositions();
      feed.value = answer.feed;
      const names = new Set(answer.positions.map(({ technician }) => technician));
      for (const name of positions.keys()) if (!names.has(name)) positions.delete(name);
      answer.positions.forEach(take);
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause; // without an answer the old ones stay and grow old
    }
  }
  const live = followLive((signal) => {
    if (signal.topic === 'positions') signal.positions.forEach(take);
  });
  const timer = window.setInterval(() => void read(), LOOK_EVERY_MS);
  onScopeDispose(() => {
    live.close();
    window.clearInterval(timer);
  });
  void read();
  return { positions, feed };
}
