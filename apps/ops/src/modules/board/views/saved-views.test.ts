import { describe, expect, it } from 'vitest';
import { isSameView, readSavedViews, withoutView, withView } from './saved-views.ts';

describe('Saved views (F14)', () => {
  const kept = withView([], ' Lanaudière, épissure ', { zone: 'Lanaudière', skill: 'splice', sort: 'age', density: 'all', date: '2026-11-23' });

  it('keep everything but the day: a view is for today, whatever the day', () => {
    expect(kept).toEqual([{ name: 'Lanaudière, épissure', query: { zone: 'Lanaudière', skill: 'splice', sort: 'age', density: 'all' } }]);
    expect(isSameView(kept[0]!, { zone: 'Lanaudière', skill: 'splice', sort: 'age', density: 'all', date: '2026-12-01' })).toBe(true);
    expect(isSameView(kept[0]!, { zone: 'Lanaudière' })).toBe(false);
  });

  it('take the same name once, in the order of the alphabet, and forget what is removed', () => {
    const two = withView(withView(kept, 'Affaires', {}), 'Lanaudière, épissure', { zone: 'Roussillon' });
    expect(two.map(({ name, query }) => [name, query['zone']])).toEqual([['Affaires', undefined], ['Lanaudière, épissure', 'Roussillon']]);
    expect(withoutView(two, 'Affaires').map(({ name }) => name)).toEqual(['Lanaudière, épissure']);
  });

  it('begin anew when what the browser kept can no longer be read', () => {
    expect(readSavedViews('{broken')).toEqual([]);
    expect(readSavedViews('[{"name":3},{"name":"A","query":{"zone":"Roussillon"}}]')).toEqual([{ name: 'A', query: { zone: 'Roussillon' } }]);
    expect(readSavedViews(null)).toEqual([]);
  });

  it('need a name', () => {
    expect(withView(kept, '   ', {})).toEqual(kept);
  });
});
