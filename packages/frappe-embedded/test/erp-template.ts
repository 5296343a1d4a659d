import { doctypes } from '@gigafibre/doctypes';
import { mulberry32 } from '@gigafibre/kernel';
import { createTestClock, type Template } from '@gigafibre/testkit';
import { openEmbeddedSite } from '../src/index.ts';

/** A fresh ERP with all its DocTypes and records, made once a run: opening a copy takes a moment, making one takes seconds. */
export const ERP: Template = {
  name: 'erp',
  prepare: async (pool) => {
    await openEmbeddedSite({ pool, doctypes: Object.values(doctypes), clock: createTestClock('2026-01-05T14:00:00Z').now, random: mulberry32(3), filesDir: '/nowhere' });
  },
};
