import { describe, expect, it } from 'vitest';
import { isSameView, readSavedViews, undated } from './saved-views.ts';

describe('Saved views (F14)', () => {
  it('keep everything but the day: a view is for today, whatever the day', () => {
    const query = undated({ zone: 'Lanaudière', skill: 'splice', sort: 'age', density: 'all', date: '2026-11-23' });
    expect(query).toEqual({ zone: 'Lanaudière', skill: 'splice', sort: 'age', density: 'all' });
    const kept = { name: 'Lanaudière, épissure', query };
    expect(isSameView(kept, { zone: 'Lanaudière', skill: 'splice', sort: 'age', density: 'all', date: '2026-12-01' })).toBe(true);
    expect(isSameView(kept, { zone: 'Lanaudière' })).toBe(false);
  });

  it('begin anew when what the browser kept can no longer be read', () => {
    expect(readSavedViews('{broken')).toEqual([]);
    expect(readSavedViews('[{"name":3},{"name":"A","query":{"zone":"Roussillon"}}]')).toEqual([{ name: 'A', query: { zone: 'Roussillon' } }]);
    expect(readSavedViews(null)).toEqual([]);
  });
});
