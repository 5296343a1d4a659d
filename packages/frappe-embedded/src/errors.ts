/** One entry of `_server_messages`, keys in the order in which Frappe writes them. */
export interface Message {
  message: string;
  as_table: false;
  title: string;
  indicator?: string;
  raise_exception?: 1;
  __frappe_exc_id?: string;
}

const STATUS: Readonly<Record<string, number>> = {
  CSRFTokenError: 400,
  InvalidAuthorizationHeader: 400,
  InvalidAuthorizationPrefix: 400,
  InvalidAuthorizationToken: 400,
  AuthenticationError: 401,
  SessionExpired: 401,
  PermissionError: 403,
  ServerScriptNotEnabled: 403,
  DoesNotExistError: 404,
  PageDoesNotExistError: 404,
  NameError: 409,
  DuplicateEntryError: 409,
  LinkExpired: 410,
  RequestEntityTooLarge: 413,
  UnsupportedMediaType: 415,
  TooManyRequestsError: 429,
  RateLimitExceededError: 429,
  SecurityException: 500,
  TypeError: 500,
  ValueError: 500,
  OperationalError: 500,
  QueryTimeoutError: 500,
  QueryDeadlockError: 500,
  OutgoingEmailError: 501,
  SessionStopped: 503,
  InReadOnlyMode: 503,
};

export interface SiteErrorOptions {
  /** Overrides the status that belongs to the exception's name. */
  httpStatus?: number;
  /** Title of the message entry; Frappe's own default is "Message". */
  title?: string;
  /** No `_server_messages` entry of its own: the text is only in `exception`. */
  silent?: boolean;
  /** The text of `exception` where it differs from the message shown to people. */
  exceptionText?: string;
  /** `_error_message` of the answer: permission failures raised by documents. */
  errorMessage?: string;
  cause?: unknown;
}

/** A refusal as Frappe names it. `excType` decides the HTTP status; 417 is the answer for everything derived from ValidationError. */
export class SiteError extends Error {
  readonly excType: string;
  readonly httpStatus: number;
  readonly exceptionText: string;
  readonly errorMessage: string | undefined;
  /** Everything for `_server_messages`: notices queued before it, then its own entry unless it is silent. Complete once it has left `withContext`. */
  messages: Message[];

  constructor(excType: string, message: string, options: SiteErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'SiteError';
    this.excType = excType;
    this.httpStatus = options.httpStatus ?? STATUS[excType] ?? 417;
    this.exceptionText = options.exceptionText ?? message;
    this.errorMessage = options.errorMessage;
    this.messages = options.silent === true ? [] : [raisedMessage(message, options.title)];
  }
}

/** A notice that belongs beside an answer or before an error, without raising anything. */
export const notice = (message: string, title = 'Message', indicator?: string): Message => ({
  message,
  as_table: false,
  title,
  ...(indicator === undefined ? {} : { indicator }),
});

const raisedMessage = (message: string, title = 'Message'): Message => ({ message, as_table: false, title, indicator: 'red', raise_exception: 1 });

/** 417 ValidationError with the given text. */
export const invalid = (message: string, title?: string): SiteError => new SiteError('ValidationError', message, title === undefined ? {} : { title });

/** 404 with the text that Frappe gives for a missing document. */
export const missing = (doctype: string, name: string): SiteError => new SiteError('DoesNotExistError', `${doctype} ${name} not found`, { title: 'Not Found' });
