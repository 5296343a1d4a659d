/** A mistake in the configuration: one sentence with the variable and the remedy, never the value. */
export class ConfigRefusal extends Error {
  override readonly name = 'ConfigRefusal';
}
