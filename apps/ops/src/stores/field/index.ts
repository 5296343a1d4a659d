import { computed, ref, shallowRef } from 'vue';
import { defineStore } from 'pinia';
import type { Session } from '@gigafibre/contracts';
import { exchangeTechLink, signOut as requestSignOut } from '../../api/session.ts';
import { ApiProblem } from '../../api/http.ts';
import { askForProtection, canKeep, deviceName, forgetUnsealed, keepIdentity, openPhone, openStrictStore, recallIdentity } from '../offline/index.ts';
import type { FieldIdentity, StorageState } from '../offline/index.ts';
import { createParting } from './custody.ts';
import { createFieldBeacon } from './field-beacon.ts';
import { createFieldDay } from './field-day.ts';
import { createFieldQueue } from './field-queue.ts';
import { whenIdle } from '../../ui/when-idle.ts';
import { whenLookedAt } from './looks.ts';

export { canRead, compressPhoto, openStrictStore, readIdentity } from '../offline/index.ts';

/** Does this browser keep what is done here? Where it does not, nobody may work as if it did. */
const keepsWork = (): Promise<boolean> => canKeep(() => openStrictStore('gf-probe'));

async function tellSignedOut(): Promise<void> {
  await requestSignOut().catch((problem: unknown) => {
    if (!(problem instanceof ApiProblem)) throw problem;
  });
}

/** The technician's phone: who works with it, the day, and what has not reached the hub. */
export const useFieldStore = defineStore('field', () => {
  const phone = openPhone();
  const identity = shallowRef<FieldIdentity>();
  const storage = ref<StorageState>();
  const queue = createFieldQueue(phone, () => void day.refresh());
  const day = createFieldDay(phone, queue.items, { onSnapshot: (seq) => void queue.forget(seq), onUnknown: () => parting.leaveIfRevoked() });
  const beacon = createFieldBeacon(phone, { items: queue.items, isRead: queue.isRead, isProtected: () => storage.value?.isProtected ?? false });
  const needsLink = computed(() => identity.value === undefined || queue.isSignedOut.value || day.trouble.value === 'not_signed_in');
  const parting = createParting(phone, {
    identity,
    reopenDay: (technician) => day.open(technician),
    close: () => [beacon, queue, day].forEach((part) => part.close()),
  });
  const { forgotten } = parting;
  let isWatching = false;

  async function keepUp(): Promise<void> {
    const owner = identity.value?.technician;
    if (owner !== undefined) await parting.expire(owner);
    await day.prime();
  }

  async function work(next: FieldIdentity): Promise<void> {
    identity.value = next;
    forgotten.value = undefined;
    const { technician } = next;
    // What is kept is read while it is asked whether it may still be shown, and so is the queue: a basement waits for the slowest, not for the sum.
    const begun = phone.reads.read(technician, 'day');
    const queued = queue.open(technician);
    if (!(await parting.expire(technician))) await day.open(technician, begun);
    await Promise.all([begun, queued]);
    beacon.open(technician);
    if (!isWatching) whenLookedAt(() => void keepUp());
    isWatching = true;
    whenIdle(() => {
      void day.prime();
      void forgetUnsealed(technician);
    });
    storage.value = await askForProtection();
  }

  /** Opens the day of whoever worked with this phone last. Needs no network. @returns whether there is somebody. */
  async function restore(): Promise<boolean> {
    if (!(await parting.settle())) return false;
    const kept = identity.value ?? (await recallIdentity());
    if (kept !== undefined && identity.value === undefined) await work(kept);
    return kept !== undefined;
  }

  /** Works for whoever signed in another way than by a link. @returns whether it is a technician. */
  async function adopt(session: Session): Promise<boolean> {
    await parting.settle();
    const next = await keepIdentity(session);
    if (next !== undefined) await work(next);
    return next !== undefined;
  }

  /** @throws {ApiProblem} `link_unusable` when the link was used or has expired, `unreachable` without a network. */
  async function openLink(code: string): Promise<string> {
    const session = await exchangeTechLink({ code, device: deviceName() });
    if (!(await adopt(session))) throw new ApiProblem({ code: 'forbidden' });
    return session.landing;
  }

  async function signOut(): Promise<void> {
    await parting.leave();
    await tellSignedOut();
  }

  return { identity, storage, needsLink, forgotten, queue, day, photos: phone.photos, skewMs: () => phone.skew.offsetMs(), restore, adopt, openLink, signOut, keepsWork };
});
