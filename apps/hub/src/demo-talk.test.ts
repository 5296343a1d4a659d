import { smsSize, Temporal } from '@gigafibre/kernel';
import { describe, expect, it } from 'vitest';
import { demoTalk, type DemoWriter } from './demo-talk.ts';

const NOW = Temporal.Instant.from('2026-11-23T15:00:00Z');
const writers: DemoWriter[] = Array.from({ length: 20 }, (_, index) => ({ customer: `CUST-${String(index)}`, customerName: `Client ${String(index)}`, phone: `+1450555${String(2000 + index)}`, language: index % 4 === 0 ? 'en' : 'fr' }));
let ids = 0;
const talk = demoTalk(writers, NOW, () => `id-${String((ids += 1))}`);

describe('the demonstration’s conversations', () => {
  it('are in both languages, with customers of that language, and some wait for an answer', () => {
    const count = (language: string): number => talk.conversations.filter((row) => row.language === language).length;
    expect([count('fr') >= 8, count('en') >= 3, talk.conversations.filter(({ waiting_since: since }) => since !== null).length]).toEqual([true, true, 8]);
    for (const { customer, language } of talk.conversations) if (customer !== null) expect(writers.find((writer) => writer.customer === customer)?.language).toBe(language);
  });

  it('end in what each list line says, and wait only where the customer had the last word', () => {
    for (const { key, last_text: text, last_at: at, last_direction: direction, waiting_since: since } of talk.conversations) {
      const said = [...talk.inbound.filter(({ sender_key: sender }) => sender === key).map((row) => ({ at: row.at, text: row.body, direction: 'in' })), ...talk.outbox.filter(({ recipient_key: to }) => to === key).map((row) => ({ at: row.created_at, text: row.body, direction: 'out' }))];
      const newest = said.toSorted((one, other) => (one.at === other.at ? (one.direction === 'in' ? -1 : 1) : one.at < other.at ? -1 : 1)).at(-1);
      expect([key, newest]).toEqual([key, { at, text, direction }]);
      expect(since === null || direction === 'in').toBe(true);
    }
  });

  it('never left: each of our sentences is captured, and none was written later than now', () => {
    expect([...new Set(talk.outbox.map(({ state, reason }) => `${state} ${String(reason)}`))]).toEqual(['captured sandboxed']);
    expect([...talk.inbound.map(({ at }) => at), ...talk.outbox.map((row) => row.created_at)].filter((at) => Date.parse(at) >= NOW.epochMilliseconds)).toEqual([]);
  });

  it('fits in three segments each, and whoever said stop is out', () => {
    expect(talk.outbox.filter(({ body }) => smsSize(body).segments > 3)).toEqual([]);
    expect(talk.optOuts.map(({ recipient_key: key }) => key)).toEqual(talk.inbound.filter(({ keyword }) => keyword === 'stop').map(({ sender_key: key }) => key));
  });
});
