import type { ProblemCode } from '@gigafibre/contracts';

/** Why content cannot be opened, as the decoder tells the hub. */
export class DecodeProblem extends Error {
  override readonly name = 'DecodeProblem';
  readonly code: ProblemCode;
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(code: ProblemCode, facts: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}
