import type { HubEvent } from '@gigafibre/contracts';
import type { EventFeed } from '../../platform/event-feed.ts';
import type { LiveSignals } from '../../platform/live-signals.ts';
import type { Offers } from './offers.service.ts';

/** Several things happen at once; one look is enough for them. */
const SOON_MS = 500;
/** Time itself makes people late. */
const EVERY_MS = 60_000;
/** A search that ended makes room for the next. */
const SUBJECTS: readonly string[] = ['Dispatch Visit', 'Dispatch Technician', 'Dispatch Job', 'Planning Run'];

const isAboutDays = ({ subject, type }: HubEvent): boolean => SUBJECTS.includes(subject.doctype) && type !== 'visit.running-late';

/** Looks for something worth offering whenever anything of the days has happened, and every minute. @returns a function that ends it. */
export function watchForOffers(offers: Offers, { feed, live, onFault }: { feed: Pick<EventFeed, 'subscribe'>; live: Pick<LiveSignals, 'subscribe'>; onFault: (error: unknown) => void }): () => void {
  let soon: NodeJS.Timeout | undefined;
  const look = (): void => {
    soon = undefined;
    void offers.look().catch(onFault);
  };
  const endHearing = live.subscribe((signal) => offers.hear(signal));
  const endFollowing = feed.subscribe((events) => {
    if (soon === undefined && events.some(isAboutDays)) soon = setTimeout(look, SOON_MS).unref();
  });
  const timer = setInterval(look, EVERY_MS).unref();
  return () => {
    clearInterval(timer);
    clearTimeout(soon);
    endFollowing();
    endHearing();
  };
}
