import { isInDialog, useWindowKeys } from '../../app/use-window-keys.ts';

export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>;

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
const nameOf = (event: KeyboardEvent): string => `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`;

/**
 * The board's keys. `first` may take a key before them: what is in hand has its own arrows.
 * Nothing is taken from somebody who types, nor while a dialog is open.
 */
export function useShortcuts(shortcuts: Shortcuts, first: (event: KeyboardEvent) => boolean): void {
  useWindowKeys((event) => {
    if (event.defaultPrevented || isTyping(event.target) || isInDialog()) return;
    if (first(event)) {
      event.preventDefault();
      return;
    }
    const act = shortcuts[nameOf(event)];
    if (act === undefined || (event.altKey && event.key.startsWith('Arrow'))) return;
    event.preventDefault();
    act(event);
  });
}
