import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Calendar, CalendarDay } from '@gigafibre/contracts';
import { easterSunday, holidaysOf } from '../src/modules/calendar/holidays.ts';
import { shiftsByCalendar } from '../src/modules/calendar/index.ts';
import { openTestHub, type TestHub } from './harness.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const read = async (from: string, days = 1): Promise<CalendarDay[]> => (await hub.app.inject({ url: `/v1/calendar?from=${from}&days=${days}`, headers: await hub.as('dispatcher') })).json<Calendar>().days;
const dates = (year: number) => Object.fromEntries([...holidaysOf(year)].map(([date, { key, isSubstitute }]) => [date, isSubstitute ? `${key} (instead)` : key]));

describe('holidays (F28)', () => {
  it('fall where the calendars of 2026 and 2027 have them', () => {
    expect(dates(2026)).toEqual({
      '2026-01-01': 'new-year', '2026-01-02': 'day-after-new-year', '2026-04-03': 'good-friday', '2026-04-06': 'easter-monday', '2026-05-18': 'patriotes', '2026-06-24': 'saint-jean', '2026-07-01': 'canada-day',
      '2026-09-07': 'labour-day', '2026-09-30': 'reconciliation', '2026-10-12': 'thanksgiving', '2026-11-11': 'remembrance', '2026-12-25': 'christmas', '2026-12-26': 'boxing-day', '2026-12-28': 'boxing-day (instead)',
    });
    expect(dates(2027)).toMatchObject({ '2027-03-26': 'good-friday', '2027-03-29': 'easter-monday', '2027-05-24': 'patriotes', '2027-09-06': 'labour-day', '2027-10-11': 'thanksgiving' });
  });

  it('give two working days when Christmas and the day after are a week-end', () => {
    expect(dates(2027)).toMatchObject({ '2027-12-25': 'christmas', '2027-12-26': 'boxing-day', '2027-12-27': 'christmas (instead)', '2027-12-28': 'boxing-day (instead)' });
  });

  it('move the national holiday from a Sunday only, as Québec’s act has it', () => {
    expect(dates(2029)['2029-06-25']).toBe('saint-jean (instead)');
    expect(dates(2028)).not.toHaveProperty('2028-06-26');
  });

  it.each([[1818, '1818-03-22'], [1943, '1943-04-25'], [2000, '2000-04-23'], [2024, '2024-03-31'], [2038, '2038-04-25'], [2285, '2285-03-22']])('Easter of %i is on %s', (year, date) => {
    expect(easterSunday(year).toString()).toBe(date);
  });
});

describe('the calendar', () => {
  it('tells the hours of office and field, at their wall time whatever the clocks do', async () => {
    const [saturday, sunday, monday] = await read('2026-03-07', 3);
    expect(saturday).toMatchObject({ service: 'reduced', office: { start: '2026-03-07T14:00:00Z' }, field: { start: '2026-03-07T13:00:00Z', end: '2026-03-07T21:00:00Z' } });
    expect(sunday).toMatchObject({ service: 'on-call', office: null, field: null });
    expect(monday).toMatchObject({ service: 'normal', office: { start: '2026-03-09T12:00:00Z', end: '2026-03-10T00:00:00Z' }, field: { start: '2026-03-09T11:30:00Z', end: '2026-03-09T22:00:00Z' } });
  });

  it('an admin decides a day over the rules, says why, and takes it back; nobody else does', async () => {
    const put = async (role: 'admin' | 'dispatcher', body: object) => hub.app.inject({ method: 'PUT', url: '/v1/calendar/2026-03-12', headers: await hub.as(role), payload: body });
    expect((await put('dispatcher', { service: 'on-call' })).statusCode).toBe(403);
    expect((await put('admin', { service: 'on-call', note: 'Verglas' })).json()).toMatchObject({ service: 'on-call', changedBy: 'admin@demo.gigafibre.ca' });
    expect(await read('2026-03-12')).toMatchObject([{ service: 'on-call', note: 'Verglas', field: null }]);
    await put('admin', { service: null });
    expect(await read('2026-03-12')).toMatchObject([{ service: 'normal', note: '', changedBy: null }]);
    const events = await hub.database.db.selectFrom('events').select('facts').where('type', '=', 'calendar.changed').orderBy('seq').execute();
    expect(events.map(({ facts }) => facts['service'])).toEqual(['on-call', null]);
  });

  it('refuses a day that no calendar has', async () => {
    const answer = await hub.app.inject({ url: '/v1/calendar?from=2026-02-30', headers: await hub.as('dispatcher') });
    expect(answer.json()).toMatchObject({ status: 400, code: 'invalid_request' });
  });

  it('leaves an ordinary Sunday to whoever’s week says so, a holiday to those on call, and cuts a reduced day short', async () => {
    const shift = (start: string, end: string, onCall = false) => ({ start, end, lunchStart: null, lunchMinutes: 0, onCall });
    const shifts = [shift('2026-04-03T11:30:00Z', '2026-04-03T20:00:00Z'), shift('2026-04-03T11:30:00Z', '2026-04-03T20:00:00Z', true), shift('2026-04-05T12:00:00Z', '2026-04-05T16:00:00Z'), shift('2026-04-06T11:30:00Z', '2026-04-06T23:00:00Z')];
    expect(shiftsByCalendar(shifts, await read('2026-04-03', 4))).toEqual([shifts[1], shifts[2], shift('2026-04-06T12:00:00Z', '2026-04-06T20:00:00Z')]);
  });
});
