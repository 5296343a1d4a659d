import { mount } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import type { PositionReport, Tracking } from '@gigafibre/contracts';
import { loadWords, switchLanguage } from '../../app/i18n.ts';
import { formatsFor } from '../../ui/format.ts';
import PlaceHint from './components/PlaceHint.vue';
import TrackingChip from './components/TrackingChip.vue';
import { createPhoneTracker } from './phone-tracker.ts';
import { isNews } from './use-place-hint.ts';

const SHIFT = { start: '2026-11-23T13:00:00Z', end: '2026-11-23T21:00:00Z' };
const said = (more: Partial<Tracking> = {}): Tracking => ({ isOn: true, source: 'phone', asksPhone: true, shift: SHIFT, keptHours: 720, ...more });
const at = (time: string): PositionReport['positions'][number] => ({ at: `2026-11-23T${time}Z`, latitude: 45.2, longitude: -73.6, speedKmh: null, courseDegrees: null, accuracyMeters: 8 });

/** A phone whose clock, network and measuring the test decides. */
function phone() {
  const state = { now: Date.parse('2026-11-23T15:00:00Z'), isReachable: true, measuring: 0 };
  const sent: string[][] = [];
  let tell: (measured: PositionReport['positions'][number]) => void = () => undefined;
  const tracker = createPhoneTracker({
    measure(onMeasured) {
      tell = onMeasured;
      state.measuring += 1;
      return () => {
        state.measuring -= 1;
      };
    },
    send({ positions }) {
      if (!state.isReachable) return Promise.resolve(undefined);
      sent.push(positions.map((position) => position.at.slice(11, 19)));
      return Promise.resolve({ stored: positions.length, ignored: 0, tracking: said() });
    },
    now: () => state.now,
  });
  return { tracker, state, sent, tell: (...times: string[]) => times.forEach((time) => tell(at(time))) };
}

describe('a phone’s own positions (R07)', () => {
  it('are measured only when the hub asks for them and a shift is going on', () => {
    const { tracker, state } = phone();
    tracker.follow(said({ asksPhone: false }));
    tracker.follow(said({ shift: null }));
    expect(state.measuring).toBe(0);
    tracker.follow(said());
    tracker.follow(said());
    expect(state.measuring).toBe(1);
    tracker.follow(said({ asksPhone: false }));
    expect(state.measuring).toBe(0);
  });

  it('are sent in batches, and again when the hub could not be reached', async () => {
    const { tracker, state, sent, tell } = phone();
    tracker.follow(said());
    tell('15:00:00', '15:00:05', '15:00:20', '15:00:40');
    state.isReachable = false;
    await tracker.flush();
    tell('15:01:00');
    state.isReachable = true;
    await tracker.flush();
    await tracker.flush();
    expect(sent).toEqual([['15:00:00', '15:00:20', '15:00:40', '15:01:00']]);
  });

  it('end with the shift: measuring stops, and what had not been sent is forgotten', async () => {
    const { tracker, state, sent, tell } = phone();
    tracker.follow(said());
    tell('20:59:00');
    state.now = Date.parse(SHIFT.end);
    await tracker.flush();
    expect([state.measuring, tracker.waiting(), sent]).toEqual([0, 0, []]);
  });
});

describe('the chip', () => {
  it('says until when positions are shared, and that the demonstration’s are invented', async () => {
    await switchLanguage('fr');
    await loadWords(['tech']);
    const chip = (isSimulated: boolean): string => mount(TrackingChip, { props: { until: SHIFT.end, isSimulated } }).text().replaceAll(/\s/g, ' ');
    expect([chip(false), chip(true)]).toEqual(['Position partagée jusqu’à 16 h 00', 'Position simulée jusqu’à 16 h 00']);
  });
});

describe('what a position suggests to a technician (F29)', () => {
  it('is told only while the visit does not say it itself', () => {
    const statuses = ['planned', 'confirmed', 'en-route', 'on-site', 'paused', 'done', 'failed', 'cancelled'] as const;
    expect(statuses.filter((status) => isNews({ kind: 'arrived' }, status))).toEqual(['planned', 'confirmed', 'en-route']);
    expect(statuses.filter((status) => isNews({ kind: 'left' }, status))).toEqual(['on-site', 'paused']);
  });

  it('is a question with the deed beside it, done by him or not at all', async () => {
    await loadWords(['tech']);
    await switchLanguage('fr');
    const hint = { kind: 'arrived', visit: 'VIS-1', customerName: 'Chloé Tremblay', technician: 'TECH-001', displayName: 'Marc Gagnon', since: '2026-11-23T14:42:00Z', meters: 40 } as const;
    const asked = mount(PlaceHint, { props: { hint, formats: formatsFor('fr-CA'), canArrive: true } });
    expect(asked.text().replaceAll(/\s/g, ' ')).toContain('Votre position laisse croire que vous êtes arrivé à 9 h 42.');
    await asked.get('[data-test="hint-arrive"]').trigger('click');
    expect(asked.emitted('arrive')).toHaveLength(1);
    expect(mount(PlaceHint, { props: { hint: { ...hint, kind: 'left' }, formats: formatsFor('fr-CA'), canArrive: false } }).find('button').exists()).toBe(false);
  });
});
