export type MessageChannel = 'sms' | 'email';

/** A message as a vendor gets it: everything has been decided. */
export interface VendorMessage {
  /** Our own id; e-mail carries it through the vendor and back. */
  readonly id: string;
  /** E.164 for an SMS, an address for an e-mail. */
  readonly to: string;
  readonly toName: string;
  /** Empty for an SMS. */
  readonly subject: string;
  readonly body: string;
}

/** Why a vendor will not deliver, in our words: the same for an answer to a request and for a later callback. */
export type Refusal =
  | 'bad-address'
  | 'not-mobile'
  | 'opted-out'
  | 'unroutable'
  | 'unreachable'
  | 'filtered'
  | 'unregistered'
  | 'configuration'
  | 'credentials'
  | 'rejected'
  | 'undeliverable';

/** What became of one attempt. `unknown` means that it may have left: it is never simply sent again. */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly vendorId: string; readonly segments?: number }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly code: string }
  | { readonly kind: 'later'; readonly code: string; readonly afterSeconds: number }
  | { readonly kind: 'unknown'; readonly code: string };

/** What a vendor knows of a message whose answer was lost. */
export type LookUp = { readonly kind: 'found'; readonly vendorId: string } | { readonly kind: 'absent' } | { readonly kind: 'unknown' };

export interface MessageVendor {
  readonly channel: MessageChannel;
  /** One attempt, never repeated by the vendor's own client. It does not throw. */
  send(message: VendorMessage): Promise<SendOutcome>;
  /** Looks for a message that was attempted at or after `sinceMs` (epoch). It does not throw. */
  find(message: VendorMessage, sinceMs: number): Promise<LookUp>;
}
