import { isInDialog, useWindowKeys } from '../../app/use-window-keys.ts';

/** The desk's keys count wherever the focus is: whoever just dropped a file has touched no field yet. */
export function useDeskKeys({ finish, nextDoubt }: { readonly finish: () => void; readonly nextDoubt: () => void }): void {
  useWindowKeys((event) => {
    const act = event.key === 'F8' ? nextDoubt : event.key === 'Enter' && (event.ctrlKey || event.metaKey) ? finish : undefined;
    if (act === undefined || event.defaultPrevented || isInDialog()) return;
    event.preventDefault();
    act();
  });
}
