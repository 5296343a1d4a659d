import { computed, ref } from 'vue';
import { useSessionStore } from '../../../stores/session.ts';
import type { BoardViewState } from '../use-board-view.ts';
import { queryFromView, viewFromQuery } from '../view-state.ts';
import { isSameView, readSavedViews, withoutView, withView, type SavedView } from './saved-views.ts';

/** The views this person has given a name, kept in this browser; each is a link that anybody may be given (F14). */
export function useSavedViews({ view, today, change }: BoardViewState) {
  const session = useSessionStore();
  const key = `gf.board.views.${session.current?.user ?? ''}`;
  const views = ref<SavedView[]>(readSavedViews(localStorage.getItem(key)));

  function keep(next: SavedView[]): void {
    views.value = next;
    localStorage.setItem(key, JSON.stringify(next));
  }
  /** Everything said, so that a reader with other habits sees the same. */
  const query = computed(() => queryFromView(view.value, today.value));
  const current = computed(() => views.value.find((each) => isSameView(each, query.value))?.name);
  const save = (name: string): void => keep(withView(views.value, name, query.value));
  const remove = (name: string): void => keep(withoutView(views.value, name));
  /** The saved view, on the day that is looked at. */
  function open(saved: SavedView): void {
    change({ ...viewFromQuery(saved.query, today.value, view.value.density), date: view.value.date });
  }
  /** The address that restores what is looked at, with its date whatever the day. */
  const link = computed(() => `${window.location.origin}/ops/board?${new URLSearchParams({ ...query.value, date: view.value.date }).toString()}`);
  return { views, current, link, save, remove, open };
}
