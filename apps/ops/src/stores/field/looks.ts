import { IDENTITY_KEY } from '../offline/index.ts';

const REFRESH_MS = 120_000;

/** Tells whenever somebody may be looking: the network is back, the app is opened again, or some minutes have passed in front of it. */
export function whenLookedAt(act: () => void): void {
  const look = (): void => {
    if (document.visibilityState === 'visible') act();
  };
  window.addEventListener('online', look);
  document.addEventListener('visibilitychange', look);
  window.setInterval(look, REFRESH_MS);
  // Another tab signed somebody else in or out: this one must not go on in the former's name.
  window.addEventListener('storage', (event) => {
    if (event.key === IDENTITY_KEY) window.location.reload();
  });
}
