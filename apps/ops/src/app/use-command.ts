import { ref } from 'vue';
import type { Command, CommandAnswer, CommandPayload, CommandType } from '@gigafibre/contracts';
import { command, sendCommand } from '../api/commands.ts';
import { ApiProblem } from '../api/http.ts';

/**
 * Gives one command and says what became of it. When no answer came, the next try sends the very same envelope, so that
 * nothing is done twice; a changed payload is a new intent with an id of its own.
 */
export function useCommand<T extends CommandType>(type: T, send: (envelope: Command) => Promise<CommandAnswer> = sendCommand) {
  const isSending = ref(false);
  const problem = ref<ApiProblem>();
  let unanswered: { text: string; envelope: Command } | undefined;

  function envelopeFor(payload: CommandPayload<T>): Command {
    const text = JSON.stringify(payload);
    if (unanswered?.text !== text) unanswered = { text, envelope: command(type, payload) as Command };
    return unanswered.envelope;
  }

  async function give(payload: CommandPayload<T>): Promise<CommandAnswer | undefined> {
    isSending.value = true;
    problem.value = undefined;
    try {
      const answer = await send(envelopeFor(payload));
      unanswered = undefined;
      return answer;
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      if (cause.retry !== 'later') unanswered = undefined;
      problem.value = cause;
      return undefined;
    } finally {
      isSending.value = false;
    }
  }

  return { give, isSending, problem };
}
