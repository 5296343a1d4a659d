import { describe, expect, it } from 'vitest';
import { filtersOf, type ListPlan } from './use-document-list.ts';

const plan: ListPlan = {
  doctype: 'Issue',
  fields: ['name'],
  sort: { key: 'creation', isDescending: true },
  textFilter: (text) => ['subject', 'like', `%${text}%`],
  choices: { status: (value) => ['status', '=', value], priority: (value) => ['priority', '=', value] },
};

describe('The filters of a list (R12)', () => {
  it('asks for everything when nothing is chosen', () => {
    expect(filtersOf(plan, '  ', { status: '', priority: '' })).toEqual([]);
  });

  it('joins what is typed and what is chosen', () => {
    expect(filtersOf(plan, ' signal ', { status: 'Open', priority: '' })).toEqual([['status', '=', 'Open'], ['subject', 'like', '%signal%']]);
  });
});
