import { describe, expect, it } from 'vitest';
import type { VisitCard } from '@gigafibre/contracts';
import { replayOf, stateHash } from '@gigafibre/dispatch';
import { Temporal } from '@gigafibre/kernel';
import { demoStory } from './demo-story.ts';

const NOW = Temporal.Instant.from('2026-11-23T15:00:00Z');
const lead = (technician: string) => [{ technician, role: 'lead' as const }];
const visit = (name: string, given: Partial<VisitCard>): VisitCard => ({ name, job: `JOB-${name}`, customer: 'CUST-1', ticket: null, subject: 'Pas de signal', crew: lead('TECH-001'), window: null, durationMinutes: 60, pinned: false, departedAt: null, arrivedAt: null, endedAt: null, failureReason: null, createdAt: '2026-11-20T15:00:00Z', ...given }) as VisitCard;

const visits = Array.from({ length: 60 }, (_, index) => {
  const start = `2026-11-23T${String(13 + (index % 6)).padStart(2, '0')}:00:00Z`;
  const isDone = index % 6 === 0;
  return visit(`VIS-${String(index).padStart(3, '0')}`, {
    crew: lead(`TECH-00${String(1 + (index % 4))}`), plannedStart: start, status: isDone ? 'done' : 'confirmed',
    ...(isDone ? { departedAt: '2026-11-23T12:45:00Z', arrivedAt: '2026-11-23T13:02:00Z', endedAt: '2026-11-23T14:01:00Z' } : {}),
  });
});
const technicians = [1, 2, 3, 4].map((number) => ({ name: `TECH-00${String(number)}`, user: `tech-00${String(number)}@demo.gigafibre.ca`, displayName: `Technicien ${String(number)}` }));
const story = demoStory({ visits, technicians, now: NOW }, 2026);
const changes = story.map(({ at, doneAt, type, visit: name, facts }, index) => ({ seq: index + 1, at, doneAt, type, visit: name, before: facts.before, after: facts.after }));

describe('the demonstration’s past', () => {
  it('ends in exactly what the visits are now', () => {
    expect(stateHash(replayOf(visits, changes).at(NOW.epochMilliseconds))).toBe(stateHash(visits));
  });

  it('happened in the order it is told, and nothing of it later than now', () => {
    const moments = story.map(({ at }) => Date.parse(at));
    expect(moments).toEqual([...moments].sort((a, b) => a - b));
    expect(moments.at(-1)).toBeLessThanOrEqual(NOW.epochMilliseconds);
  });

  it('has visits that were moved on the day itself, and every step of work that was done', () => {
    const perVisit = Map.groupBy(story, ({ visit: name }) => name);
    expect([...perVisit.values()].filter((events) => events.filter(({ type }) => type === 'visit.planned').length === 2).length).toBeGreaterThan(0);
    expect(perVisit.get('VIS-000')?.map(({ type }) => type).filter((type) => type !== 'visit.planned')).toEqual(['visit.confirmed', 'visit.departed', 'visit.arrived', 'visit.completed']);
    expect(perVisit.get('VIS-000')?.at(-1)?.actor).toEqual({ kind: 'technician', user: 'tech-001@demo.gigafibre.ca', displayName: 'Technicien 1' });
  });

  it('is the same from the same seed', () => {
    expect(demoStory({ visits, technicians, now: NOW }, 2026)).toEqual(story);
  });
});
