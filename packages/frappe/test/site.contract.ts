import { afterAll, beforeAll, describe } from 'vitest';
import { describeAnswers } from './contract/answers.contract.ts';
import { describeDocuments } from './contract/documents.contract.ts';
import { describeLists } from './contract/lists.contract.ts';
import { describeSales } from './contract/sales.contract.ts';
import { voiceOf, type Subject, type Voice } from './contract/subject.ts';
import { bringTrade, removeTrade } from './contract/trade.ts';

export type { Subject } from './contract/subject.ts';

/**
 * What every Frappe site must do for us. It brings DocTypes of its own to the site and takes them away again.
 * @param open the site, acting as one of its System Managers.
 */
export function siteContract(name: string, open: () => Promise<Subject>): void {
  describe(`${name} as a Frappe site`, () => {
    let subject: Subject | undefined;
    let voice: Voice | undefined;
    const speaking = (): Voice => {
      if (voice === undefined) throw new Error('The site did not open.');
      return voice;
    };
    beforeAll(async () => {
      subject = await open();
      voice = voiceOf(subject);
      await bringTrade(voice);
    });
    afterAll(async () => {
      if (voice !== undefined) await removeTrade(voice);
      await subject?.close();
    });
    describeAnswers(speaking);
    describeLists(speaking);
    describeDocuments(speaking);
  });
}

/**
 * What a set-up ERPNext must do for us besides: totals, invoices, payments, names. Invoices and payments it cancels, but their
 * numbers are used up; the customer and the item of the contract stay.
 */
export function erpContract(name: string, open: () => Promise<Subject>): void {
  describe(`${name} as an ERPNext site`, () => {
    let subject: Subject | undefined;
    const speaking = (): Voice => {
      if (subject === undefined) throw new Error('The site did not open.');
      return voiceOf(subject);
    };
    beforeAll(async () => {
      subject = await open();
    });
    afterAll(async () => {
      await subject?.close();
    });
    describeSales(speaking);
  });
}
