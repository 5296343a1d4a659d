import Value from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { COMMAND_ROLES, COMMAND_TYPES, COMMANDS, commandSchema, Problem, PROBLEMS, ROLES } from './index.ts';

const depart = { id: '01932f0e-7b1a-7c3d-8e4f-5a6b7c8d9e0f', type: 'visit.depart', v: 1, at: '2026-11-23T14:05:00Z', payload: { visit: 'VIS-000001' } };

describe('what crosses the wire', () => {
  it('takes a command as the phone makes it', () => {
    expect(Value.Check(commandSchema('visit.depart'), depart)).toBe(true);
  });

  it('refuses a field nobody asked for, a local time and an id that is no UUID', () => {
    const schema = commandSchema('visit.depart');
    expect(Value.Check(schema, { ...depart, payload: { visit: 'VIS-000001', price: 0 } })).toBe(false);
    expect(Value.Check(schema, { ...depart, at: '2026-11-23T09:05:00-05:00' })).toBe(false);
    expect(Value.Check(schema, { ...depart, id: '1' })).toBe(false);
  });

  it('refuses control characters and names longer than the ERP keeps', () => {
    const schema = commandSchema('visit.depart');
    expect(Value.Check(schema, { ...depart, payload: { visit: 'VIS\u0000' } })).toBe(false);
    expect(Value.Check(schema, { ...depart, payload: { visit: 'V'.repeat(141) } })).toBe(false);
  });

  it('says for every command who may give it', () => {
    expect([...COMMAND_TYPES].sort()).toEqual(Object.keys(COMMANDS).sort());
    expect(COMMAND_TYPES.filter((type) => !COMMAND_ROLES[type].every((role) => ROLES.includes(role)))).toEqual([]);
  });

  it('gives every problem a status and a word on trying again', () => {
    expect(new Problem('erp_unavailable')).toMatchObject({ status: 503, retry: 'later', message: PROBLEMS.erp_unavailable.title });
  });
});
