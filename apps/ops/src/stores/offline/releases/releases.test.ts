import 'fake-indexeddb/auto';
import { readdirSync, readFileSync } from 'node:fs';
import Value from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { COMMAND_TYPES, commandSchema, type CommandType } from '@gigafibre/contracts';
import { createFakeHub, freshStorage, openQueue } from '../queue.fixtures.ts';
import type { QueueRow } from '../queue-ports.ts';

const folder = `${import.meta.dirname}/`;
const releases = readdirSync(folder).filter((file) => file.endsWith('.json'));

describe('a queue that an earlier release left behind (R39)', () => {
  it.each(releases)('%s leaves whole, in a form that today’s hub takes', async (file) => {
    const left = JSON.parse(readFileSync(folder + file, 'utf8')) as QueueRow[];
    const storage = freshStorage();
    for (const row of left) await storage.append(row.technician, (counter) => ({ ...row, counter }));
    const hub = createFakeHub();
    const { queue } = openQueue({ storage, hub });
    await queue.drain();
    expect((await queue.items()).map((item) => item.state)).toEqual(left.map(() => 'acknowledged'));
    for (const command of hub.effects) expect(Value.Check(commandSchema(command.type as CommandType), command), command.type).toBe(true);
  });

  it('is kept here for every release', () => {
    expect(releases).toContain('0.1.0.json');
    expect(COMMAND_TYPES).toEqual(expect.arrayContaining(['visit.step', 'equipment.link']));
  });
});
