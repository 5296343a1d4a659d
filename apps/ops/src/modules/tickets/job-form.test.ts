import type { JobProposal, TicketCard } from '@gigafibre/contracts';
import { describe, expect, it } from 'vitest';
import { formOf, jobPayload, windowOf } from './job-form.ts';
import { ticketFilter } from './ticket-list.ts';

const proposal: JobProposal = { jobType: 'no-signal-repair', subject: 'Pas de signal', durationMinutes: 90, priority: 'High', crewSize: 1, requiredSkills: [{ skill: 'Fusion', level: 2 }], duplicates: [], jobTypes: [] };
const ticket: TicketCard = {
  ticket: { name: 'ISS-2026-00001', subject: 'Pas de signal', status: 'Open', priority: 'High', issueType: 'Pas de signal', customer: 'CUST-1', customerName: 'Chloé', openedAt: '2026-11-23T14:00:00Z' },
  modified: '', description: '', customer: null, location: null, equipment: [], jobs: [], changes: [],
};

describe('A job made from a ticket (R61)', () => {
  it('is what the hub proposed, unless a person changes it', () => {
    expect(jobPayload(formOf(proposal), ticket, 'CUST-1')).toEqual({
      ticket: 'ISS-2026-00001', customer: 'CUST-1', jobType: 'no-signal-repair', subject: 'Pas de signal', durationMinutes: 90, priority: 'High', crewSize: 1, requiredSkills: [{ skill: 'Fusion', level: 2 }],
    });
  });

  it('says that a duplicate was seen only when the person accepted it', () => {
    expect(jobPayload({ ...formOf(proposal), isDuplicateAccepted: true }, ticket, 'CUST-1').despiteDuplicate).toBe(true);
  });

  it('promises the site’s morning, in winter as in summer', () => {
    expect(windowOf('2026-11-24', 'morning')).toEqual({ start: '2026-11-24T13:00:00Z', end: '2026-11-24T17:00:00Z' });
    expect(windowOf('2026-07-24', 'morning')).toEqual({ start: '2026-07-24T12:00:00Z', end: '2026-07-24T16:00:00Z' });
  });
});

describe('What is typed above the tickets', () => {
  it('is a number when it looks like one, else words of the subject', () => {
    expect(ticketFilter('iss-2026-0001')).toEqual(['name', 'like', '%ISS-2026-0001%']);
    expect(ticketFilter('00042')).toEqual(['name', 'like', '%00042%']);
    expect(ticketFilter('pas de signal')).toEqual(['subject', 'like', '%pas de signal%']);
  });
});
