import type { FrappeSite, Transport } from '@gigafibre/frappe';
import type { Clock } from '@gigafibre/kernel';
import type { Config } from '../config.ts';
import type { Database } from './database.ts';
import type { EventLog } from './event-log.ts';
import type { EventFeed } from './event-feed.ts';
import type { LiveSignals } from './live-signals.ts';
import type { SealedBox } from './sealed-box.ts';
import type { SessionCookie } from './session-cookie.ts';
import type { Sessions } from './sessions.ts';
import type { Tokens } from './tokens.ts';

/** What app.ts has to give to modules; each takes only what it names. */
export interface HubTools {
  readonly config: Config;
  readonly clock: Clock;
  readonly db: Database;
  readonly events: EventLog;
  /** New events as they are committed, by this hub or another. */
  readonly feed: EventFeed;
  readonly live: LiveSignals;
  readonly sessions: Sessions;
  readonly cookie: SessionCookie;
  /** Keeps what the database must not show. */
  readonly box: SealedBox;
  readonly tokens: Tokens;
  /** The ERP, as the hub itself; a person's changes go through `site.as(principal.user)`. */
  readonly site: FrappeSite;
  /** The ERP below its client, for the gateway. */
  readonly transport: Transport;
}
