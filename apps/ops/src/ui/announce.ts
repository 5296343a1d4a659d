import { Notify } from 'quasar';

export interface Undo {
  label: string;
  act: () => void;
}

/** A line at the foot of the screen that says what was done, and may take it back or go on from there. */
export function announce(message: string, ...acts: readonly Undo[]): void {
  Notify.create({
    message,
    position: 'bottom',
    timeout: acts.length === 0 ? 3500 : 8000,
    classes: 'gf-snack',
    actions: acts.map(({ label, act }) => ({ label, handler: act })),
  });
}

/** Says aloud that something failed. */
export function announceProblem(message: string): void {
  Notify.create({ message, position: 'bottom', timeout: 7000, attrs: { role: 'alert' } });
}
