import type { PositionReceipt, PositionReport, Tracking } from '@gigafibre/contracts';

type Measured = PositionReport['positions'][number];

/** What the tracker needs of the phone and of the hub. */
export interface TrackerPorts {
  /** Begins to measure; gives a function that ends it. Undefined on a phone that cannot. */
  readonly measure: ((onMeasured: (measured: Measured) => void) => () => void) | undefined;
  /** Undefined when the hub could not be reached: what was measured is sent again. */
  readonly send: (report: PositionReport) => Promise<PositionReceipt | undefined>;
  readonly now: () => number;
}

const MOST_AT_ONCE = 200;
/** Closer together than this, one measurement tells as much as two. */
const APART_MS = 15_000;

/** Is a shift going on? Nothing is measured, nor kept on the phone, when none is. */
export const isInShift = ({ shift }: Pick<Tracking, 'shift'>, nowMs: number): boolean => shift !== null && nowMs >= Date.parse(shift.start) && nowMs < Date.parse(shift.end);

/** A phone's own positions: only when the hub asks for them and only within the shift, sent in batches, kept while there is no network. */
export function createPhoneTracker({ measure, send, now }: TrackerPorts) {
  let waiting: Measured[] = [];
  let tracking: Tracking | undefined;
  let end: (() => void) | undefined;
  const isWanted = (): boolean => tracking?.asksPhone === true && isInShift(tracking, now());

  function take(measured: Measured): void {
    const last = waiting.at(-1);
    if (!isWanted() || (last !== undefined && Date.parse(measured.at) - Date.parse(last.at) < APART_MS)) return;
    waiting = [...waiting, measured].slice(-MOST_AT_ONCE);
  }
  /** Begins or ends to measure, as the hub last said and the shift allows. */
  function follow(said: Tracking | undefined = tracking): void {
    tracking = said;
    if (isWanted()) end ??= measure?.(take);
    else stop();
  }
  function stop(): void {
    end?.();
    end = undefined;
    waiting = [];
  }
  /** Sends what was measured. Gives what the hub answered. */
  async function flush(): Promise<Tracking | undefined> {
    follow();
    if (waiting.length === 0) return undefined;
    const sent = waiting;
    const receipt = await send({ positions: sent });
    if (receipt === undefined) return undefined;
    waiting = waiting.filter((each) => !sent.includes(each));
    follow(receipt.tracking);
    return receipt.tracking;
  }
  return { follow, flush, stop, isMeasuring: () => end !== undefined, waiting: () => waiting.length };
}
