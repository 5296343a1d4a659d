import { describe, expect, it } from 'vitest';
import { equipmentFilter } from './equipment-list.ts';

describe('What is typed above the equipment', () => {
  it('is a MAC address in whatever form it was copied', () => {
    expect(equipmentFilter('02aa.bbcc.ddee')).toEqual(['mac_address', '=', '02:AA:BB:CC:DD:EE']);
    expect(equipmentFilter('02:aa:bb')).toEqual(['mac_address', 'like', '%02:AA:BB%']);
  });

  it('is otherwise a part of a serial', () => {
    expect(equipmentFilter('tplg1a2b')).toEqual(['serial_no', 'like', '%TPLG1A2B%']);
  });
});
