/** The values of one statement, in the order of their placeholders. */
export interface Bindings {
  readonly values: unknown[];
  /** Adds a value and gives its placeholder. */
  bind(value: unknown): string;
}

export function createBindings(): Bindings {
  const values: unknown[] = [];
  return { values, bind: (value) => `$${values.push(value)}` };
}
