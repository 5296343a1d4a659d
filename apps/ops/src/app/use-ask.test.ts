import { effectScope } from 'vue';
import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../api/http.ts';
import { useAsk, type Asked } from './use-ask.ts';

const inScope = <T>(ask: (signal: AbortSignal) => Promise<T>): Asked<T> => effectScope().run(() => useAsk(ask))!;

describe('Asking for what a screen shows', () => {
  it('is loading, then ready with the answer and the time it was read', async () => {
    const asked = inScope(async () => 'Chloé');
    expect(asked.phase.value).toBe('loading');
    await asked.reload();
    expect([asked.phase.value, asked.data.value, typeof asked.readAt.value]).toEqual(['ready', 'Chloé', 'number']);
  });

  it('keeps what was read before when asking again fails', async () => {
    const answers = ['first'];
    const asked = inScope(async () => {
      const next = answers.shift();
      if (next === undefined) throw new ApiProblem({ code: 'unreachable' });
      return next;
    });
    await asked.reload();
    await asked.reload();
    expect([asked.phase.value, asked.data.value, asked.problem.value?.code]).toEqual(['failed', 'first', 'unreachable']);
  });

  it('drops the answer to a question that was asked again since', async () => {
    const waiting: ((answer: string) => void)[] = [];
    const asked = inScope(() => new Promise<string>((answer) => waiting.push(answer)));
    const first = asked.reload();
    const second = asked.reload();
    waiting[1]?.('new');
    waiting[0]?.('old');
    await Promise.all([first, second]);
    expect(asked.data.value).toBe('new');
  });
});
