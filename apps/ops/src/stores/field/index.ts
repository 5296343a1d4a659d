import { computed, ref, shallowRef } from 'vue';
import { defineStore } from 'pinia';
import type { Session } from '@gigafibre/contracts';
import { exchangeTechLink, signOut as requestSignOut } from '../../api/session.ts';
import { ApiProblem } from '../../api/http.ts';
import { askForProtection, deviceName, forgetIdentity, IDENTITY_KEY, keepIdentity, openPhone, recallIdentity } from '../offline/index.ts';
import type { FieldIdentity, StorageState } from '../offline/index.ts';
import { createFieldBeacon } from './field-beacon.ts';
import { createFieldDay } from './field-day.ts';
import { createFieldQueue } from './field-queue.ts';

export { compressPhoto, readIdentity } from '../offline/index.ts';

const REFRESH_MS = 120_000;

/** The technician's phone: who works with it, the day, and what has not reached the hub. */
export const useFieldStore = defineStore('field', () => {
  const phone = openPhone();
  const identity = shallowRef<FieldIdentity>();
  const storage = ref<StorageState>();
  const queue = createFieldQueue(phone, () => void day.refresh());
  const day = createFieldDay(phone, queue.items, (seq) => void queue.forget(seq));
  const beacon = createFieldBeacon(phone, { items: queue.items, isRead: queue.isRead, isProtected: () => storage.value?.isProtected ?? false });
  const needsLink = computed(() => identity.value === undefined || queue.isSignedOut.value || day.trouble.value === 'not_signed_in');
  let isWatching = false;

  function watch(): void {
    if (isWatching) return;
    isWatching = true;
    const look = (): void => {
      if (document.visibilityState === 'visible') void day.refresh();
    };
    window.addEventListener('online', look);
    document.addEventListener('visibilitychange', look);
    window.setInterval(look, REFRESH_MS);
    // Another tab signed somebody else in or out: this one must not go on in the former's name.
    window.addEventListener('storage', (event) => {
      if (event.key === IDENTITY_KEY) window.location.reload();
    });
  }

  async function work(next: FieldIdentity): Promise<void> {
    identity.value = next;
    await day.open(next.technician);
    queue.open(next.technician);
    beacon.open(next.technician);
    watch();
    void day.refresh();
    storage.value = await askForProtection();
  }

  /** Opens the day of whoever worked with this phone last. Needs no network. @returns whether there is somebody. */
  async function restore(): Promise<boolean> {
    const kept = identity.value ?? (await recallIdentity());
    if (kept !== undefined && identity.value === undefined) await work(kept);
    return kept !== undefined;
  }

  /** Works for whoever signed in another way than by a link. @returns whether it is a technician. */
  async function adopt(session: Session): Promise<boolean> {
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

  /** Forgets what was read for this technician. What he did and has not arrived stays for his next sign-in. */
  async function signOut(): Promise<void> {
    const owner = identity.value?.technician;
    identity.value = undefined;
    beacon.close();
    queue.close();
    day.close();
    await forgetIdentity();
    if (owner !== undefined) await Promise.all([phone.days.wipe(owner), phone.photos.wipe(owner)]);
    await requestSignOut().catch((problem: unknown) => {
      if (!(problem instanceof ApiProblem)) throw problem;
    });
  }

  return { identity, storage, needsLink, queue, day, photos: phone.photos, skewMs: () => phone.skew.offsetMs(), restore, adopt, openLink, signOut };
});
