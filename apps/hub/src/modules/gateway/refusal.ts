/** A request the gateway does not pass on, said as Frappe would say it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly excType: string;
  readonly status: number;

  constructor(excType: string, status: number, message: string) {
    super(message);
    this.excType = excType;
    this.status = status;
  }
}

export const notPermitted = (what: string): Refusal => new Refusal('PermissionError', 403, `Not permitted: ${what}`);
export const notThere = (what: string): Refusal => new Refusal('DoesNotExistError', 404, `${what} not found`);
export const invalid = (message: string): Refusal => new Refusal('ValidationError', 417, message);
export const fieldNotPermitted = (field: string): Refusal => new Refusal('DataError', 417, `Field not permitted in query: ${field}`);

/** Frappe's error body; its `_server_messages` are JSON in JSON in JSON. */
export const refusalBody = (excType: string, messages: readonly string[]): string =>
  JSON.stringify({ exc_type: excType, ...(messages.length === 0 ? {} : { _server_messages: JSON.stringify(messages.map((message) => JSON.stringify({ message, indicator: 'red' }))) }) });
