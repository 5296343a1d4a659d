import { describe, expect, it } from 'vitest';
import { readOptions, refusalText, StartRefusal } from '../src/cli-options.ts';

const given = readOptions(['--port', '8001', '--data', '/srv/erp', '--json']);

describe('the command line of the ERP', () => {
  it('reads port, folder and form of the answer', () => {
    expect(given).toEqual({ host: '127.0.0.1', port: 8001, data: '/srv/erp', json: true, help: false });
  });

  it('refuses what it does not know in one sentence with the remedy', () => {
    expect(() => readOptions(['--port', 'abc'])).toThrow('abc is no port: give --port a number from 0 to 65535.');
    expect(() => readOptions(['--prt', '1'])).toThrow(StartRefusal);
  });

  it('says in one sentence what to do about a taken port and a folder that cannot be written to', () => {
    const failure = (code: string): Error => Object.assign(new Error('listen'), { code });
    expect(refusalText(failure('EADDRINUSE'), given)).toBe('Port 8001 is taken: stop the program that uses it, or choose another with --port.');
    expect(refusalText(failure('EROFS'), given)).toBe('The folder /srv/erp cannot be written to: choose another with --data.');
    expect(refusalText(failure('EUNKNOWN'), given)).toBeUndefined();
  });
});
