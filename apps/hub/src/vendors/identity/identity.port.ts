/** Somebody the provider vouches for. */
export interface ProvedPerson {
  /** The provider's name of the person. */
  readonly subject: string;
  /** The provider's name of its own session; empty when it gives none. */
  readonly session: string;
  /** The ERP account he says he is: an address, in lower case. */
  readonly account: string;
  readonly groups: readonly string[];
}

/** What the provider said has ended. */
export interface EndedAtProvider {
  readonly session: string | undefined;
  readonly subject: string | undefined;
}
