import { doctypes } from '@gigafibre/doctypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGENT, openServedSite, type OpenedSite } from './served-site.ts';

describe('searching everything (F7)', () => {
  let opened: OpenedSite;
  beforeAll(async () => {
    opened = await openServedSite({ doctypes: Object.values(doctypes) });
    const { embedded } = opened;
    const customers = ['Marie-Ève Tremblay', 'Chloé L’Œuvre', 'Érablière Fortin inc.', 'Jean Gagnon'];
    await embedded.load('Customer', customers.map((customer_name, at) => ({ name: customer_name, customer_name, customer_type: 'Individual', phone_e164: `+1450555012${at}`, legacy_id: `C-1000${at}` })));
    await embedded.load('Service Location', [{ name: 'LOC-000001', customer: 'Marie-Ève Tremblay', address_line: '1245, rue Principale', city: 'Saint-Rémi', postal_code: 'J0L 2L0', status: 'Active' }]);
    await embedded.load('Service Equipment', [{ name: 'TPLG1A2B3C4D', serial_no: 'TPLG1A2B3C4D', mac_address: '02:AA:BB:CC:DD:EE', category: 'ONT', status: 'Active', customer: 'Marie-Ève Tremblay' }]);
    await embedded.load('Issue', [{ name: 'ISS-2026-00001', subject: 'Pas de signal depuis hier', customer: 'Marie-Ève Tremblay', status: 'Open' }, { name: 'ISS-2026-00002', subject: 'Lenteur le soir', status: 'Open' }]);
    await embedded.load('Sales Invoice', [{ name: 'ACC-SINV-2026-00001', customer: 'Jean Gagnon', customer_name: 'Jean Gagnon', company: 'Gigafibre', status: 'Unpaid', docstatus: 1 }]);
    await embedded.finishLoad();
  });
  afterAll(() => opened.close());

  const find = async (txt: string, as: string = AGENT): Promise<string[]> => {
    const body = new TextEncoder().encode(JSON.stringify({ txt, limit: 10 }));
    const reply = await opened.embedded.handle({ method: 'POST', path: '/api/method/gigafibre_fsm.search.find', headers: { 'content-type': 'application/json' }, actor: as, body });
    const { message } = JSON.parse(new TextDecoder().decode(reply.body)) as { message: { doctype: string; name: string }[] };
    return message.map((hit) => `${hit.doctype} ${hit.name}`);
  };

  it.each([
    ['a name without its accents', 'tremblay marie-eve', 'Customer Marie-Ève Tremblay'],
    ['a name with its ligature spelt out', 'loeuvre', 'Customer Chloé L’Œuvre'],
    ['a telephone number as people write it', '(450) 555-0123', 'Customer Jean Gagnon'],
    ['the end of a telephone number', '555-0121', 'Customer Chloé L’Œuvre'],
    ['an account number', 'C-10002', 'Customer Érablière Fortin inc.'],
    ['an address', 'principale 1245', 'Service Location LOC-000001'],
    ['a postal code without its blank', 'j0l2l0', 'Service Location LOC-000001'],
    ['the serial on a label', 'S/N: tplg1a2b3c4d', 'Service Equipment TPLG1A2B3C4D'],
    ['a GPON serial printed in hexadecimal', '54504C471A2B3C4D', 'Service Equipment TPLG1A2B3C4D'],
    ['a MAC address in any dress', '02aa-bbcc-ddee', 'Service Equipment TPLG1A2B3C4D'],
    ['a ticket number', 'iss-2026-00001', 'Issue ISS-2026-00001'],
    ['words of a ticket', 'signal hier', 'Issue ISS-2026-00001'],
    ['an invoice number', 'ACC-SINV-2026-00001', 'Sales Invoice ACC-SINV-2026-00001'],
    ['a name spelt wrong', 'Trembley', 'Customer Marie-Ève Tremblay'],
    ['an address spelt wrong', 'rue princpale', 'Service Location LOC-000001'],
  ])('finds by %s', async (_, txt, expected) => {
    expect(await find(txt)).toContain(expected);
  });

  it('finds nothing for text that is nowhere, for a single letter, and for what would be SQL', async () => {
    expect(await find('zzzzqqqq')).toEqual([]);
    expect(await find('a')).toEqual([]);
    expect(await find("'; drop table \"tabIssue\"; --")).toEqual([]);
  });

  it('shows nobody what his roles do not', async () => {
    const found = await find('tremblay', 'Guest').catch(() => 'refused');
    expect(found).toBe('refused');
  });
});
