/** What one event of a Chromium trace says, as far as it is read here; durations in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Of the processor's time, where the system tells. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

export const TRACE_CATEGORIES = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'];

const isTask = ({ name }: TraceEvent): boolean => name === 'ThreadControllerImpl::RunTask' || name === 'RunTask';

/**
 * The longest task of the page's main thread and all of them together, in milliseconds of the processor: what the board itself
 * costs, whatever else the machine does meanwhile.
 */
export function mainThreadCost(trace: Buffer): { readonly longestTaskCpuMs: number; readonly cpuMs: number } {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly TraceEvent[] };
  const mains = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`));
  const costs = traceEvents.filter((event) => event.ph === 'X' && isTask(event) && mains.has(`${event.pid} ${event.tid}`)).map(({ tdur, dur }) => (tdur ?? dur ?? 0) / 1000);
  const round = (value: number): number => Math.round(value * 10) / 10;
  return { longestTaskCpuMs: round(Math.max(0, ...costs)), cpuMs: round(costs.reduce((sum, cost) => sum + cost, 0)) };
}
