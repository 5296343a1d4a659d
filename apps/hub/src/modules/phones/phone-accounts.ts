import { Problem, type LostWork, type PhoneAccounts, type PhoneReceipt, type PhoneReport, type Principal } from '@gigafibre/contracts';
import type { Clock, Temporal } from '@gigafibre/kernel';
import { actorOf } from '../../platform/actor.ts';
import type { EventLog } from '../../platform/event-log.ts';
import { instantText } from '../../platform/instant.ts';
import type { KeptPhone, PhoneBook } from './phones.ports.ts';

/** A phone that owes nothing and has been silent for so long is another person's by now. */
const FORGOTTEN_AFTER = { hours: 24 * 30 };

export interface PhoneParts {
  readonly book: PhoneBook;
  readonly events: Pick<EventLog, 'append'>;
  readonly clock: Clock;
  /** Tells the open boards that a technician's phones have changed. */
  readonly publish: (technician: string) => void;
}

type TechnicianPrincipal = Extract<Principal, { kind: 'technician' }>;

function phoneOf(technician: string, device: string, report: PhoneReport, now: Temporal.Instant): KeptPhone {
  const ago = (seconds: number): string => instantText(now.subtract({ seconds }));
  const { oldestSeconds, refused, ...same } = report;
  return {
    ...same,
    technician,
    device,
    oldestAt: oldestSeconds === null ? null : ago(oldestSeconds),
    refused: refused.map(({ seconds, ...refusal }) => ({ ...refusal, at: ago(seconds) })),
    heardAt: instantText(now),
    lost: null,
  };
}

const owes = (phone: KeptPhone): boolean => phone.unsent > 0 && phone.lost === null;
/** Its number fell, or it is another store: the system has cleared what the phone kept. */
const isCleared = (before: KeptPhone, report: PhoneReport): boolean => before.store !== report.store || report.counter < before.counter;
const lossOf = ({ unsent, oldestAt }: KeptPhone, why: LostWork['why'], now: Temporal.Instant): LostWork => ({ why, unsent, oldestAt, noticedAt: instantText(now) });

/** What was on a cleared phone lives on beside the phone's new account, under a name of its own. */
const ghostOf = (before: KeptPhone, now: Temporal.Instant): KeptPhone => ({ ...before, device: `${before.device} ${before.store}`.slice(0, 110), lost: lossOf(before, 'emptied', now) });

/** Phones whose work has dropped out of sight with this report. */
function lostWith(phones: readonly KeptPhone[], device: string, report: PhoneReport, now: Temporal.Instant): readonly KeptPhone[] {
  const before = phones.find((phone) => phone.device === device);
  if (before !== undefined) return owes(before) && isCleared(before, report) ? [ghostOf(before, now)] : [];
  // A phone we have never heard of: whatever its technician's others still owed may have gone with them.
  return phones.filter(owes).map((phone) => ({ ...phone, lost: lossOf(phone, 'replaced', now) }));
}

/** Accounts of unsent work: what each phone says of itself, and an alarm when work drops out of sight (ADR 0040). */
export function createPhoneService({ book, events, clock, publish }: PhoneParts) {
  const summary = (phone: KeptPhone | undefined): string => (phone === undefined ? '' : JSON.stringify([phone.unsent, phone.parked, phone.refused.map(({ command }) => command), phone.visits, phone.oldestAt?.slice(0, 16)]));

  async function alarm(principal: TechnicianPrincipal, lost: readonly KeptPhone[]): Promise<void> {
    const { technician } = principal;
    for (const phone of lost) {
      const facts = { ...phone.lost, device: phone.device };
      await events.append([{ type: 'phone.emptied', actor: actorOf(principal), subject: { doctype: 'Dispatch Technician', name: technician }, related: { technicians: [technician] }, facts }]);
    }
  }

  return {
    async report(principal: TechnicianPrincipal, device: string, report: PhoneReport): Promise<PhoneReceipt> {
      const { technician } = principal;
      const now = clock();
      const own = phoneOf(technician, device, report, now);
      const { lost, hasNews } = await book.change(technician, async (phones) => {
        const before = phones.find((phone) => phone.device === device);
        const lost = lostWith(phones, device, report, now);
        const forgotten = phones.filter((phone) => phone.device !== device && phone.unsent === 0 && phone.heardAt < instantText(now.subtract(FORGOTTEN_AFTER)));
        return { keep: [...lost, own], drop: forgotten.map((phone) => phone.device), done: { lost, hasNews: lost.length > 0 || summary(before) !== summary(own) || (before?.lost ?? null) !== null } };
      });
      await alarm(principal, lost);
      if (hasNews) publish(technician);
      return { heardAt: own.heardAt };
    },

    async accounts(): Promise<PhoneAccounts> {
      return { asOf: instantText(clock()), phones: [...(await book.all())] };
    },

    /** Somebody has asked the technician what was on the phone: the alarm has done its work. @throws {Problem} not_found */
    async settle(principal: Principal, technician: string, device: string): Promise<void> {
      const lost = await book.change(technician, async (phones) => {
        const phone = phones.find((each) => each.device === device);
        if (phone?.lost == null) throw new Problem('not_found');
        return { keep: [], drop: [device], done: phone.lost };
      });
      await events.append([{ type: 'phone.lost-settled', actor: actorOf(principal), subject: { doctype: 'Dispatch Technician', name: technician }, related: { technicians: [technician] }, facts: { ...lost, device } }]);
      publish(technician);
    },
  };
}

export type PhoneService = ReturnType<typeof createPhoneService>;
