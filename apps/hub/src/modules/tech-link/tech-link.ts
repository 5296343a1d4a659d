import { randomBytes } from 'node:crypto';
import { Problem, techLinkAddress } from '@gigafibre/contracts';
import type { Actor, TechLinkAnswer, TechLinkRequest } from '@gigafibre/contracts';
import type { Database } from '../../platform/database.ts';
import type { EventLog } from '../../platform/event-log.ts';
import type { OpenSession, Sessions } from '../../platform/sessions.ts';
import { SMS_TEMPLATES } from '../outbound/index.ts';
import type { Outbox } from '../outbound/index.ts';
import { inGsmLetters } from '../templates/index.ts';
import type { LinkBook } from './link-book.ts';
import type { PhoneFacts, Technicians } from './tech-link.ports.ts';
import { createCode, LINK_MINUTES, shiftSession } from './tech-link.service.ts';

export interface TechLinkDeps {
  readonly db: Database;
  readonly book: LinkBook;
  readonly technicians: Technicians;
  readonly outbox: Outbox;
  readonly sessions: Sessions;
  readonly events: EventLog;
  /** Links begin with it. */
  readonly origin: string;
}

export interface TechLinks {
  /** Sends a technician the link to his day. @throws {Problem} not_found, or erp_refused without a mobile number. */
  send(request: TechLinkRequest, by: Actor): Promise<TechLinkAnswer>;
  /** Turns a code into a session, once. @throws {Problem} link_unusable. */
  exchange(code: string, device: PhoneFacts): Promise<{ readonly token: string; readonly session: OpenSession }>;
  /** Ends a technician's sessions and unopened links, at once. */
  revoke(technician: string): Promise<void>;
}

export function createTechLinks({ db, book, technicians, outbox, sessions, events, origin }: TechLinkDeps): TechLinks {
  return {
    async send({ technician: name, visit }, by) {
      const technician = await technicians.find(name);
      if (!technician) throw new Problem('not_found', { detail: 'No active technician has this name.' });
      if (technician.mobile === '') throw new Problem('erp_refused', { detail: 'This technician has no mobile number.' });
      const code = createCode(randomBytes);
      const [firstName = ''] = technician.displayName.split(' ');
      const body = SMS_TEMPLATES['tech-link'][technician.language]({ name: inGsmLetters(firstName).slice(0, 20), link: techLinkAddress(origin, code) });
      const related = { technicians: [name], ...(visit === undefined ? {} : { visit }) };
      return db.transaction().execute(async (work) => {
        const { expiresAt } = await book.issue(work, { code, technician: name, by: by.user, minutes: LINK_MINUTES, ...(visit === undefined ? {} : { visit }) });
        const about = visit === undefined ? { doctype: 'Dispatch Technician', name } : { doctype: 'Dispatch Visit', name: visit };
        const message = await outbox.enqueue({ channel: 'sms', to: technician.mobile, toName: technician.displayName, template: 'tech-link', language: technician.language, body, about, related, cause: 'link.sent', by }, work);
        await events.append([{ type: 'link.sent', actor: by, subject: { doctype: 'Dispatch Technician', name }, related, facts: { technician: technician.displayName } }], work);
        return { message: message.id, expiresAt };
      });
    },

    exchange: (code, phone) =>
      db.transaction().execute(async (work) => {
        const link = await book.redeem(work, code);
        const technician = link && (await technicians.find(link.technician));
        if (!technician) throw new Problem('link_unusable'); // rolls back: a link of a technician we cannot read stays unused
        const opened = await sessions.open(shiftSession(technician, phone, link.visit), work);
        const actor: Actor = { kind: 'technician', user: technician.user, displayName: technician.displayName };
        const common = { actor, subject: { doctype: 'Dispatch Technician', name: technician.name }, related: { technicians: [technician.name] }, facts: { technician: technician.displayName } };
        await events.append([{ ...common, type: 'link.opened' }, { ...common, type: 'session.opened' }], work);
        return opened;
      }),

    revoke: (technician) =>
      db.transaction().execute(async (work) => {
        await book.revoke(work, technician);
        await sessions.revoke({ technician }, work);
      }),
  };
}
