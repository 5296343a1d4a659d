import type { Command, CommandAnswer } from '@gigafibre/contracts';
import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../api/http.ts';
import { useCommand } from './use-command.ts';

const answerTo = (envelope: Command): CommandAnswer => ({ id: envelope.id, type: envelope.type, subject: { doctype: 'Dispatch Visit', name: 'VIS-000001' }, seq: 1, replayed: false });

function hubThatFails(first: ApiProblem) {
  const seen: string[] = [];
  const send = async (envelope: Command): Promise<CommandAnswer> => {
    seen.push(envelope.id);
    if (seen.length === 1) throw first;
    return answerTo(envelope);
  };
  return { seen, send };
}

describe('Giving a command from the office', () => {
  it('sends the same envelope again when no answer came, so that nothing is done twice', async () => {
    const hub = hubThatFails(new ApiProblem({ code: 'unreachable', retry: 'later' }));
    const { give, problem } = useCommand('visit.confirm', hub.send);
    expect(await give({ visit: 'VIS-000001', baseModified: 'x' })).toBe(undefined);
    expect(problem.value?.code).toBe('unreachable');
    await give({ visit: 'VIS-000001', baseModified: 'x' });
    expect(hub.seen[0]).toBe(hub.seen[1]);
  });

  it('makes a new intent of what was refused and of what was changed', async () => {
    const hub = hubThatFails(new ApiProblem({ code: 'document_changed', retry: 'never' }));
    const { give } = useCommand('visit.confirm', hub.send);
    await give({ visit: 'VIS-000001', baseModified: 'x' });
    await give({ visit: 'VIS-000001', baseModified: 'x' });
    await give({ visit: 'VIS-000001', baseModified: 'y' });
    expect(new Set(hub.seen).size).toBe(3);
  });
});
