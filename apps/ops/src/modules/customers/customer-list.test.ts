import { describe, expect, it } from 'vitest';
import { customerFilter } from './customer-list.ts';

describe('What is typed above the customers (R12)', () => {
  it('takes a whole telephone number in any form for the number it is', () => {
    expect(customerFilter('(450) 555-0123')).toEqual(['phone_e164', 'like', '%+14505550123%']);
  });

  it('takes some digits for a part of a telephone number', () => {
    expect(customerFilter('555-01')).toEqual(['phone_e164', 'like', '%55501%']);
  });

  it('takes letters for a name', () => {
    expect(customerFilter('Chloé')).toEqual(['customer_name', 'like', '%Chloé%']);
  });

  it('takes six digits that begin with a zero for a number of the former system', () => {
    expect(customerFilter('010187')).toEqual(['legacy_id', '=', '010187']);
  });
});
