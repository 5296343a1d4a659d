import { Notify } from 'quasar';

export interface Undo {
  label: string;
  act: () => void;
}

/** A line at the foot of the screen that says what was done, and may take it back. */
export function announce(message: string, undo?: Undo): void {
  Notify.create({
    message,
    position: 'bottom',
    timeout: undo === undefined ? 3500 : 8000,
    classes: 'gf-snack',
    ...(undo === undefined ? {} : { actions: [{ label: undo.label, handler: undo.act }] }),
  });
}

/** Says aloud that something failed. */
export function announceProblem(message: string): void {
  Notify.create({ message, position: 'bottom', timeout: 7000, attrs: { role: 'alert' } });
}
