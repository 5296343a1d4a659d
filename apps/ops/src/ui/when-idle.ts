/** Acts once what is known has been shown: nothing that is asked of the hub may keep it from the screen. */
export function whenIdle(act: () => void): void {
  if (typeof window.requestIdleCallback === 'function') window.requestIdleCallback(act, { timeout: 1000 });
  else window.setTimeout(act, 50);
}
