import { randomBytes, randomUUID } from 'node:crypto';
import { Problem, techLinkAddress } from '@gigafibre/contracts';
import type { Actor, LinkWay, TechLinkAnswer, TechLinkRequest } from '@gigafibre/contracts';
import type { Database } from '../../platform/database.ts';
import type { EventLog } from '../../platform/event-log.ts';
import type { Carried, Sessions } from '../../platform/sessions.ts';
import type { Claims, Tokens } from '../../platform/tokens.ts';
import type { Outbox } from '../outbound/index.ts';
import { linkMessage } from './link-message.ts';
import type { LinkBook } from './link-book.ts';
import type { PhoneFacts, Technician, Technicians } from './tech-link.ports.ts';
import { createCode, LINK_MINUTES, shiftSession } from './tech-link.service.ts';

export interface TechLinkDeps {
  readonly db: Database;
  readonly book: LinkBook;
  readonly technicians: Technicians;
  readonly outbox: Outbox;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly events: EventLog;
  /** Links begin with it. */
  readonly origin: string;
}

/** What a link was opened with: the code of a message, or the token itself from another program. */
export type LinkKey = { readonly code: string } | { readonly token: string };

export interface TechLinks {
  /** Gives a technician the link to his day. @throws {Problem} not_found, or erp_refused without a number or address to send it to. */
  send(request: TechLinkRequest, by: Actor): Promise<TechLinkAnswer>;
  /** Turns a link into a session, once. @throws {Problem} link_unusable. */
  exchange(key: LinkKey, phone: PhoneFacts): Promise<Carried>;
  /** Ends a technician's sessions and unopened links, at once. */
  revoke(technician: string): Promise<void>;
}

const MISSING: Readonly<Partial<Record<LinkWay, string>>> = { sms: 'This technician has no mobile number.', email: 'This technician has no e-mail address.' };

export function createTechLinks({ db, book, technicians, outbox, sessions, tokens, events, origin }: TechLinkDeps): TechLinks {
  const addressee = async (name: string, way: LinkWay): Promise<Technician> => {
    const technician = await technicians.find(name);
    if (!technician) throw new Problem('not_found', { detail: 'No active technician has this name.' });
    const { [way]: reason } = MISSING;
    if (reason !== undefined && technician[way === 'email' ? 'email' : 'mobile'] === '') throw new Problem('erp_refused', { detail: reason });
    return technician;
  };
  const claimsOf = async (key: LinkKey): Promise<Claims> => {
    const token = 'token' in key ? key.token : await book.tokenOf(db, key.code);
    const claims = token === undefined ? undefined : await tokens.verify('tech-link+jwt', token);
    if (!claims) throw new Problem('link_unusable');
    return claims;
  };
  return {
    async send({ technician: name, visit, way = 'sms' }, by) {
      const technician = await addressee(name, way);
      const id = randomUUID();
      const code = createCode(randomBytes);
      const token = await tokens.mint('tech-link+jwt', name, { id, ...(visit === undefined ? {} : { visit }) });
      const link = techLinkAddress(origin, code);
      const related = { technicians: [name], ...(visit === undefined ? {} : { visit }) };
      return db.transaction().execute(async (work) => {
        const { expiresAt } = await book.issue(work, { id, code, token, technician: name, by: by.user, minutes: LINK_MINUTES, visit });
        await events.append([{ type: 'link.sent', actor: by, subject: { doctype: 'Dispatch Technician', name }, related, facts: { technician: technician.displayName, way } }], work);
        if (way === 'screen') return { link, expiresAt };
        if (way === 'token') return { token, expiresAt };
        const about = visit === undefined ? { doctype: 'Dispatch Technician', name } : { doctype: 'Dispatch Visit', name: visit };
        const message = await outbox.enqueue({ ...linkMessage(technician, way, link), about, related, cause: 'link.sent', by }, work);
        return { message: message.id, expiresAt };
      });
    },

    async exchange(key, phone) {
      const claims = await claimsOf(key);
      const { visit } = claims.more;
      return db.transaction().execute(async (work) => {
        const technician = (await book.redeem(work, claims.id)) ? await technicians.find(claims.subject) : undefined;
        if (!technician) throw new Problem('link_unusable'); // rolls back: a link of a technician we cannot read stays unused
        const opened = await sessions.open(shiftSession(technician, phone, typeof visit === 'string' ? visit : null), work);
        const actor: Actor = { kind: 'technician', user: technician.user, displayName: technician.displayName };
        const common = { actor, subject: { doctype: 'Dispatch Technician', name: technician.name }, related: { technicians: [technician.name] }, facts: { technician: technician.displayName } };
        await events.append([{ ...common, type: 'link.opened' }, { ...common, type: 'session.opened' }], work);
        return opened;
      });
    },

    revoke: (technician) =>
      db.transaction().execute(async (work) => {
        await book.revoke(work, technician);
        await sessions.revoke({ technician }, work);
      }),
  };
}
