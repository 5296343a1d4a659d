import { describe, expect, it } from 'vitest';
import { faultsOf, registerFaults } from './security-register.mjs';

const textOf = (file: string): string => (file === 'a.test.ts' ? "it('keeps the door shut'" : '');

describe('the security register', () => {
  it('has a verdict for all 253 requirements and every statement, cites what is there, and its page is up to date', () => {
    expect(registerFaults()).toEqual([]);
  });

  it('refuses a blank row, a verdict without evidence or reason, and evidence that is not there', () => {
    expect(faultsOf([{ id: 'V1', summary: '', verdict: '' }], textOf)).toHaveLength(2);
    expect(faultsOf([{ id: 'V1', summary: 's', verdict: 'verified' }, { id: 'V2', summary: 's', verdict: 'configured' }, { id: 'V3', summary: 's', verdict: 'open' }], textOf)).toHaveLength(3);
    expect(faultsOf([{ id: 'V1', summary: 's', verdict: 'verified', tests: [{ file: 'a.test.ts', title: 'keeps the window shut' }] }], textOf)).toEqual(['V1: no test « keeps the window shut » in a.test.ts']);
    expect(faultsOf([{ id: 'V1', summary: 's', verdict: 'verified', tests: [{ file: 'a.test.ts', title: 'keeps the door shut' }] }], textOf)).toEqual([]);
  });
});
