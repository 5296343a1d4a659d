/** One request to a Frappe site, whichever way it travels. */
export interface SiteRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `/api/…`, percent-encoded, without a query. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** The ERP user (User.name) the request is made for. In process it is trusted; over HTTP that user's key is sent. */
  readonly actor?: string;
  readonly signal?: AbortSignal;
}

export interface SiteResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * Carries a request to a site and brings the answer, whatever its status.
 * @throws FrappeError `Unreachable` when no answer came, `Timeout` when the signal ran out.
 */
export type Transport = (request: SiteRequest) => Promise<SiteResponse>;
