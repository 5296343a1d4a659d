import { onMounted, onUnmounted } from 'vue';
import type { HubEvent } from '@gigafibre/contracts';
import { followEvents, type EventFeed } from '../api/events.ts';

/** Acts on what happens for as long as the screen is open. */
export function useLive(concerns: (event: HubEvent) => boolean, act: () => void): void {
  let feed: EventFeed | undefined;
  onMounted(() => {
    feed = followEvents({
      onEvent: (event) => {
        if (concerns(event)) act();
      },
    });
  });
  onUnmounted(() => feed?.close());
}
