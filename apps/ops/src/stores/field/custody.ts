import { ref } from 'vue';
import type { ShallowRef } from 'vue';
import { readStanding } from '../../api/phone.ts';
import { ApiProblem } from '../../api/http.ts';
import { deviceName, forgetIdentity, leavePhone } from '../offline/index.ts';
import type { FieldIdentity, Phone } from '../offline/index.ts';

/** For how long customers' names and addresses stay on a phone that the hub has not answered (docs/adr/0044). */
const LONGEST_WITHOUT_CONTACT_MS = 72 * 3_600_000;

/** What a phone may go on keeping of customers. Nothing here ever touches what was done and has not arrived. */
function createCustody(phone: Phone) {
  /** Forgets what was read for a technician, and the photos that the hub holds. */
  const letGo = (technician: string): Promise<void> => leavePhone(technician, phone);
  return {
    letGo,
    /** @returns whether too long without an answer of the hub made this phone forget. */
    async expire(technician: string): Promise<boolean> {
      const heardAt = await phone.reads.lastContact(technician);
      if (heardAt === undefined || phone.clock() - heardAt <= LONGEST_WITHOUT_CONTACT_MS) return false;
      await letGo(technician);
      return true;
    },
    /** Was our session ended by somebody else, rather than run out? Without an answer it was not. */
    async isRevoked(): Promise<boolean> {
      try {
        return (await readStanding(deviceName())).isRevoked;
      } catch (problem) {
        if (!(problem instanceof ApiProblem)) throw problem;
        return false;
      }
    },
  };
}

/** Technicians whose data should have gone and did not, because the device refused its store: by the one means that is left then. */
const OWED_KEY = 'gf.owed';
const owed = (): readonly string[] => JSON.parse(localStorage.getItem(OWED_KEY) ?? '[]') as string[];
function owe(technicians: readonly string[]): void {
  if (technicians.length === 0) localStorage.removeItem(OWED_KEY);
  else localStorage.setItem(OWED_KEY, JSON.stringify([...new Set(technicians)]));
}

interface Tenancy {
  readonly identity: ShallowRef<FieldIdentity | undefined>;
  /** Shuts what is open for the technician; the queue's rows stay where they are. */
  readonly close: () => void;
  readonly reopenDay: (technician: string) => Promise<void>;
}

/** How a technician's data leaves this phone: by his own will, because his session was taken away, or because nobody has answered for too long. */
export function createParting(phone: Phone, { identity, close, reopenDay }: Tenancy) {
  const custody = createCustody(phone);
  /** Why customers' data is no longer here though nobody signed out; `stuck`: it should have gone, and the device refused. */
  const forgotten = ref<'expired' | 'revoked' | 'stuck'>();

  /** Every part is tried, whatever became of the others. @returns whether all of it has gone. */
  async function empty(technicians: readonly string[]): Promise<boolean> {
    owe([...owed(), ...technicians]);
    const left: string[] = [];
    const forgets = await Promise.allSettled([forgetIdentity()]);
    for (const technician of owed()) {
      const parts = [...forgets, ...(await Promise.allSettled([custody.letGo(technician)]))];
      if (parts.some(({ status }) => status === 'rejected')) left.push(technician);
    }
    owe(left);
    return left.length === 0;
  }
  async function leave(why?: 'revoked'): Promise<void> {
    const owner = identity.value?.technician;
    identity.value = undefined;
    close();
    forgotten.value = (await empty(owner === undefined ? [] : [owner])) ? why : 'stuck';
  }
  return {
    forgotten,
    /** Forgets what was read for this technician. What he did and has not arrived stays for his next sign-in. */
    leave: () => leave(),
    /** Tries again what the device refused the last time. @returns whether nothing is owed any more: before that nobody works here. */
    async settle(): Promise<boolean> {
      if (owed().length === 0) return true;
      const isEmpty = await empty([]);
      forgotten.value = isEmpty ? undefined : 'stuck';
      return isEmpty;
    },
    async leaveIfRevoked(): Promise<void> {
      if (identity.value === undefined || !(await custody.isRevoked())) return;
      await leave('revoked');
    },
    /** @returns whether everything of his is gone. */
    async expire(technician: string): Promise<boolean> {
      if (!(await custody.expire(technician))) return false;
      forgotten.value = 'expired';
      await reopenDay(technician);
      return true;
    },
  };
}
