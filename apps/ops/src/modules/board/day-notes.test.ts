import type { CalendarDay } from '@gigafibre/contracts';
import { describe, expect, it } from 'vitest';
import { scaleOfDays } from './board-scale.ts';
import { dayNotes } from './day-notes.ts';

const day = (date: string, given: Partial<CalendarDay> = {}): CalendarDay => ({ date, service: 'normal', holiday: null, office: null, field: null, note: '', changedBy: null, ...given });
const label = { fr: 'Noël', en: 'Christmas' };

describe('Days that are not like others (F28)', () => {
  it('are named over the whole day they last, and ordinary days are not', () => {
    const scale = scaleOfDays('2026-12-24', 3);
    const notes = dayNotes([day('2026-12-24'), day('2026-12-25', { service: 'holiday', holiday: { key: 'christmas', label, isFederal: true, isSubstitute: false } }), day('2026-12-26', { service: 'on-call' })], scale);
    expect(notes).toEqual([
      { date: '2026-12-25', service: 'holiday', holiday: label, startSeconds: scale.fromSeconds + 86_400, endSeconds: scale.fromSeconds + 172_800 },
      { date: '2026-12-26', service: 'on-call', holiday: undefined, startSeconds: scale.fromSeconds + 172_800, endSeconds: scale.untilSeconds },
    ]);
  });

  it('wait for the days they belong to while the view has moved on', () => {
    expect(dayNotes([day('2026-12-25', { service: 'holiday' }), day('2026-12-26', { service: 'on-call' })], scaleOfDays('2026-12-25', 1))).toHaveLength(1);
  });
});
