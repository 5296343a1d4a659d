/** Why there is no camera: the person or the system said no, there is none, or another app holds it. */
export type CameraTrouble = 'refused' | 'absent' | 'busy';

const KINDS: Readonly<Record<string, CameraTrouble>> = { NotAllowedError: 'refused', SecurityError: 'refused', NotReadableError: 'busy', AbortError: 'busy', TrackStartError: 'busy' };

/** @returns undefined for what no camera says: a fault of our own. */
export function troubleOf(problem: unknown): CameraTrouble | undefined {
  if (problem instanceof DOMException) return KINDS[problem.name] ?? 'absent';
  // a browser without any camera interface, or a page that is not secure
  return problem instanceof TypeError ? 'absent' : undefined;
}
