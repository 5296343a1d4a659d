// Moves a process's idea of now by CLOCK_SHIFT_MS; everything ticks on as it does outside. Loaded before the hub (NODE_OPTIONS).

/**
 * Replaces `Date` by one that is off by a constant. Also runs inside pages, as text: it may use nothing from outside itself.
 * @param {number} shiftMs
 */
export function shiftDate(shiftMs) {
  const Real = globalThis.Date;
  const now = () => Real.now() + shiftMs;
  globalThis.Date = new Proxy(Real, {
    apply: () => new Real(now()).toString(),
    construct: (target, given, as) => Reflect.construct(target, given.length === 0 ? [now()] : given, as),
    get: (target, key, as) => (key === 'now' ? now : Reflect.get(target, key, as)),
  });
  Real.prototype.constructor = globalThis.Date;
}

const shiftMs = Number(process.env.CLOCK_SHIFT_MS ?? 0);
if (shiftMs !== 0) shiftDate(shiftMs);
