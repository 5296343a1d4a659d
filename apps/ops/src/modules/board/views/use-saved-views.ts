import { computed, ref } from 'vue';
import type { BoardViews } from '@gigafibre/contracts';
import { forgetView, keepView, readViews } from '../../../api/board.ts';
import { ApiProblem } from '../../../api/http.ts';
import { useSessionStore } from '../../../stores/session.ts';
import type { BoardViewState } from '../use-board-view.ts';
import { queryFromView, viewFromQuery } from '../view-state.ts';
import { isSameView, readSavedViews, undated, type SavedView } from './saved-views.ts';

/**
 * The views this person has given a name, wherever he sits down; each is a link that anybody may be given (F14). This browser
 * keeps a copy, to have them before the hub has answered and when it does not.
 */
export function useSavedViews({ view, today, change }: BoardViewState) {
  const session = useSessionStore();
  const key = `gf.board.views.${session.current?.user ?? ''}`;
  const moved = `${key}.moved`;
  const views = ref<SavedView[]>(readSavedViews(localStorage.getItem(key)));

  function show({ views: next }: BoardViews): void {
    views.value = next;
    localStorage.setItem(key, JSON.stringify(next));
    localStorage.setItem(moved, 'yes');
  }

  /** What was named before the hub kept views is given to it once. */
  async function moveIn(): Promise<void> {
    const known = await readViews();
    const own = localStorage.getItem(moved) === null ? views.value.filter(({ name }) => known.views.every((each) => each.name !== name)) : [];
    let all = known;
    for (const each of own) all = await keepView({ name: each.name, query: { ...each.query } });
    show(all);
  }
  async function load(): Promise<void> {
    try {
      await moveIn();
    } catch (cause) {
      // the copy of this browser stays; the next board asks again
      if (!(cause instanceof ApiProblem)) throw cause;
    }
  }
  void load();

  /** Everything said, so that a reader with other habits sees the same. */
  const query = computed(() => queryFromView(view.value, today.value));
  const current = computed(() => views.value.find((each) => isSameView(each, query.value))?.name);
  /** @throws {ApiProblem} when the hub does not keep it. */
  const save = async (name: string): Promise<void> => show(await keepView({ name: name.trim(), query: undated(query.value) }));
  /** @throws {ApiProblem} when the hub does not forget it. */
  const remove = async (name: string): Promise<void> => show(await forgetView(name));
  /** The saved view, on the day that is looked at. */
  function open(saved: SavedView): void {
    change({ ...viewFromQuery(saved.query, today.value, view.value.density), date: view.value.date });
  }
  /** The address that restores what is looked at, with its date whatever the day. */
  const link = computed(() => `${window.location.origin}/ops/board?${new URLSearchParams({ ...query.value, date: view.value.date }).toString()}`);
  return { views, current, link, save, remove, open };
}
