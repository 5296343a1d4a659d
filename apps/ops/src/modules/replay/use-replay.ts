import { computed, ref, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { VisitCard } from '@gigafibre/contracts';
import { replayOf, staffAt, stateHash, type Incident } from '@gigafibre/dispatch';
import { siteDate, Temporal } from '@gigafibre/kernel';
import { readReplay } from '../../api/replay.ts';
import { useAsk } from '../../app/use-ask.ts';
import { feedOf } from './replay-feed.ts';
import { replayRows } from './replay-rows.ts';
import { useBranch } from './use-branch.ts';
import { usePlayer } from './use-player.ts';

const HOUR_MS = 3_600_000;
/** The hours of a day that are worth scrubbing. */
const PLAYED = { from: 6, until: 20 };
const FEED_LENGTH = 40;

/** The day that the address names, today when it names none. */
function useDay() {
  const route = useRoute();
  const router = useRouter();
  const today = siteDate(Temporal.Instant.fromEpochMilliseconds(Date.now())).toString();
  const isDay = (text: unknown): text is string => typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
  const day = ref(isDay(route.query['day']) ? route.query['day'] : today);
  watch(day, (next) => void router.replace({ query: { ...route.query, day: next } }));
  const goTo = (next: string): void => {
    if (isDay(next)) day.value = next;
  };
  const goBy = (days: number): void => goTo(Temporal.PlainDate.from(day.value).add({ days }).toString());
  return { day, today, goTo, goBy };
}

/** A day, at any minute of it, and what might have become of it. */
export function useReplay() {
  const { day, today, goTo, goBy } = useDay();
  const asked = useAsk((signal) => readReplay(day.value, signal));
  watch(day, () => void asked.reload(), { immediate: true });

  const read = computed(() => asked.data.value);
  const start = computed(() => (read.value === undefined ? 0 : Date.parse(read.value.from)));
  const range = computed(() => {
    const [from, until] = [start.value + PLAYED.from * HOUR_MS, start.value + PLAYED.until * HOUR_MS];
    const known = read.value === undefined ? until : Date.parse(read.value.asOf);
    return { from, until: Math.max(from, Math.min(until, known)) };
  });
  const player = usePlayer(range);
  const replay = computed(() => replayOf(read.value?.visits ?? [], read.value?.changes ?? []));
  const isWithin = (instant: string): boolean => Date.parse(instant) >= start.value && instant < (read.value?.until ?? '');
  /** On the board of that day: planned for it, or waiting for somebody and promised for it or for no day. */
  const isOfDay = ({ plannedStart, status, window }: VisitCard): boolean => (status === 'unassigned' ? window === null || isWithin(window.start) : plannedStart !== null && isWithin(plannedStart));
  const visits = computed(() => replay.value.at(player.moment.value + 59_999).filter(isOfDay));
  const technicians = computed(() => staffAt(read.value?.technicians ?? [], read.value?.staffing ?? [], player.moment.value + 59_999));
  const rows = computed(() => replayRows(technicians.value, visits.value, start.value));
  const names = computed(() => new Map([...(read.value?.visits ?? []).map(({ name, customerName }) => [name, customerName] as const), ...technicians.value.map(({ name, displayName }) => [name, displayName] as const)]));
  const feed = computed(() => (read.value === undefined ? [] : feedOf(read.value)).filter(({ at }) => Date.parse(at) < player.moment.value + 60_000 && Date.parse(at) >= start.value).slice(-FEED_LENGTH).toReversed());
  /** Does the fold come to what the ERP has? Undefined before anything was read. */
  const isSame = computed(() => (read.value === undefined ? undefined : stateHash(replay.value.at(Date.parse(read.value.asOf))) === read.value.hash));
  const isAtEnd = computed(() => player.moment.value + 60_000 > range.value.until);

  const branching = useBranch();
  function branch(incident: Incident): void {
    const { data } = asked;
    if (data.value === undefined) return;
    const seconds = (ms: number): number => Math.floor(ms / 1000);
    // what waits for somebody waits in all three days alike
    const planned = visits.value.filter(({ status }) => status !== 'unassigned');
    branching.ask({ visits: planned, technicians: technicians.value, nowSeconds: seconds(player.moment.value), day: { startSeconds: seconds(start.value), endSeconds: seconds(Date.parse(data.value.until)) }, incident });
  }
  return { asked, day, today, goTo, goBy, start, range, player, visits, rows, names, feed, isSame, isAtEnd, branching, branch };
}

export type Replaying = ReturnType<typeof useReplay>;
