import type { Command } from '@gigafibre/contracts';
import { Temporal } from '@gigafibre/kernel';

/**
 * The command with its time by the hub's clock: a phone's may be a year off, and says by how much as far as it knows.
 * Nothing was done later than now.
 */
export function byOurClock<Each extends Command>(command: Each, now: Temporal.Instant): Each {
  const said = Temporal.Instant.from(command.at).add({ milliseconds: command.offsetMs ?? 0 });
  const at = Temporal.Instant.compare(said, now) > 0 ? now : said;
  const isSame = Temporal.Instant.compare(at, Temporal.Instant.from(command.at)) === 0;
  return isSame ? command : { ...command, at: at.toString() };
}
