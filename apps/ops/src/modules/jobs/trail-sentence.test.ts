import { EVENT_TYPES, type EventType, type HubEvent } from '@gigafibre/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { i18n, loadWords, switchLanguage } from '../../app/i18n.ts';
import { trailSentence, type TrailWords } from './trail-sentence.ts';

const words: TrailWords = {
  language: 'fr',
  t: (key, blanks, plural) => (plural === undefined ? i18n.global.t(key, blanks) : i18n.global.t(key, blanks, plural)),
  te: (key) => i18n.global.te(key),
  when: (instant) => (instant.includes('T13') ? 'mar. 24 nov., 8 h' : 'mar. 24 nov., 13 h'),
  nameOf: (technician) => ({ 'TECH-001': 'Marc-André Gagnon', 'TECH-002': 'Simon Roy' })[technician] ?? technician,
};

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

const event = (type: EventType, facts: HubEvent['facts'] = {}, name = 'VIS-000001'): HubEvent => ({
  seq: 1, at: '2026-11-23T15:00:00Z', doneAt: '2026-11-23T15:00:00Z', type,
  actor: { kind: 'staff', user: 'repartition@demo.gigafibre.ca', displayName: 'Rémi Lavoie' },
  subject: { doctype: 'Dispatch Visit', name }, related: {}, facts,
});
const plan = (technician: string | undefined, plannedStart: string | null) => ({ status: 'planned', crew: technician === undefined ? [] : [{ technician, role: 'lead' }], plannedStart, durationMinutes: 60, pinned: false });

describe('The audit trail in sentences (F13)', () => {
  beforeAll(async () => {
    await switchLanguage('fr');
    await loadWords(['jobs', 'trade']);
  });

  it('says who gave the visit to whom, and for when', () => {
    const facts = { before: plan(undefined, null), after: plan('TECH-001', '2026-11-24T13:00:00Z') };
    expect(plain(trailSentence(event('visit.planned', facts), words))).toBe('Rémi Lavoie a assigné le rendez-vous à Marc-André Gagnon, mar. 24 nov., 8 h.');
  });

  it('says who moved it, from where to where', () => {
    const facts = { before: plan('TECH-001', '2026-11-24T13:00:00Z'), after: plan('TECH-002', '2026-11-24T18:00:00Z') };
    expect(plain(trailSentence(event('visit.planned', facts), words))).toBe('Rémi Lavoie a déplacé le rendez-vous de Marc-André Gagnon, mar. 24 nov., 8 h, à Simon Roy, mar. 24 nov., 13 h.');
  });

  it('says that an undo gave the visit back to the tray', () => {
    expect(plain(trailSentence(event('visit.undone', { undone: 'x', restored: plan(undefined, null) }), words))).toBe('Rémi Lavoie a annulé l’assignation : le rendez-vous est de nouveau à répartir.');
  });

  it('gives the reason of a failed visit', () => {
    expect(plain(trailSentence(event('visit.failed', { reason: 'absent', note: 'Personne à la porte' }), words))).toBe('Rémi Lavoie a déclaré le rendez-vous non réalisé (client absent) : Personne à la porte.');
  });

  it('names the device that was linked', () => {
    expect(plain(trailSentence(event('equipment.linked', { serial: 'TPLG1A2B3C4D' }), words))).toBe('Rémi Lavoie a lié l’équipement TPLG1A2B3C4D au rendez-vous.');
  });

  it('counts the photos of a completed visit', () => {
    expect(plain(trailSentence(event('visit.completed', { steps: 4, photos: 1 }), words))).toBe('Rémi Lavoie a terminé le rendez-vous, avec 1 photo.');
    expect(plain(trailSentence(event('visit.completed', { steps: 4, photos: 3 }), words))).toBe('Rémi Lavoie a terminé le rendez-vous, avec 3 photos.');
  });

  it('names the fields of a ticket that were changed', () => {
    expect(plain(trailSentence(event('ticket.changed', { edits: [{ field: 'priority', before: 'Low', after: 'High' }, { field: 'status' }] }), words))).toBe('Rémi Lavoie a modifié la priorité, l’état du billet.');
  });

  it.each<[EventType, HubEvent['facts'], string]>([
    ['visit.resized', { before: plan('TECH-001', null), after: { ...plan('TECH-001', null), durationMinutes: 90 } }, 'Rémi Lavoie a changé la durée du rendez-vous : 60 min, puis 90 min.'],
    ['visit.crewed', { after: { ...plan('TECH-001', null), crew: [{ technician: 'TECH-001' }, { technician: 'TECH-002' }] } }, 'Rémi Lavoie a changé l’équipe du rendez-vous : Marc-André Gagnon, Simon Roy.'],
    ['visit.windowed', { after: { ...plan('TECH-001', null), window: { start: '2026-11-24T13:00:00Z', end: '2026-11-24T18:00:00Z' } } }, 'Rémi Lavoie a promis l’arrivée entre mar. 24 nov., 8 h et mar. 24 nov., 13 h.'],
    ['visit.windowed', { after: { ...plan('TECH-001', null), window: null } }, 'Rémi Lavoie a retiré la plage d’arrivée promise.'],
    ['visit.split', { before: plan('TECH-001', null), after: { ...plan('TECH-001', null), durationMinutes: 30 }, nextMinutes: 45, next: 'VIS-000009' }, 'Rémi Lavoie a scindé le rendez-vous : 30 min ici, 45 min au suivant (VIS-000009).'],
    ['visit.completed', { photos: 0, short: [{ item: 'CONN', used: 12, had: 5 }] }, 'Rémi Lavoie a terminé le rendez-vous. Plus que ce que le camion devait contenir : CONN (12 utilisés, 5 au camion).'],
    ['visit.parted', { item: 'CONN', label: 'Connecteur SC/APC', quantity: 3 }, 'Rémi Lavoie a utilisé 3 × Connecteur SC/APC.'],
    ['visit.parted', { item: 'CONN', label: 'Connecteur SC/APC', quantity: 0 }, 'Rémi Lavoie a retiré Connecteur SC/APC des pièces utilisées.'],
    ['visit.timed', { kind: 'travel', minutes: 25, reason: 'Route barrée' }, 'Rémi Lavoie a corrigé le temps (route) : 25 min. Raison : Route barrée'],
    ['visit.signed', { signer: 'Lise Côté' }, 'Lise Côté a signé le résumé sur l’écran de Rémi Lavoie.'],
    ['visit.said', { text: 'J’arrive' }, 'Rémi Lavoie : « J’arrive »'],
    ['visit.messaged', { template: 'rescheduled', toName: 'Lise Côté' }, 'Rémi Lavoie a préparé un message pour Lise Côté : rendez-vous déplacé.'],
    ['visit.running-late', { predictedStart: '2026-11-24T18:00:00Z', missesWindowMinutes: 25 }, 'Retard prévu : arrivée vers mar. 24 nov., 13 h, 25 min après la plage promise.'],
    ['technician.absent', { displayName: 'Simon Roy', from: '2026-11-24T13:00:00Z', until: '2026-11-24T18:00:00Z', reason: 'Sick' }, 'Rémi Lavoie a déclaré Simon Roy absent, du mar. 24 nov., 8 h au mar. 24 nov., 13 h.'],
    ['reading.requested', { fileName: 'facture.pdf' }, 'Rémi Lavoie a demandé la lecture de facture.pdf.'],
    ['invoice.drafted', { supplier: 'Câbles du Nord', number: 'F-12' }, 'Rémi Lavoie a préparé le brouillon de la facture F-12 de Câbles du Nord.'],
    ['message.delivered', { toName: 'Lise Côté' }, 'Le message pour Lise Côté a été livré.'],
  ])('tells %s with its facts', (type, facts, sentence) => {
    expect(plain(trailSentence(event(type, facts), words))).toBe(sentence);
  });

  it.each(['fr', 'en'] as const)('has a whole sentence for every kind of event in %s', async (language) => {
    await switchLanguage(language);
    for (const type of EVENT_TYPES) {
      const sentence = trailSentence(event(type, { before: plan('TECH-001', '2026-11-24T13:00:00Z'), after: plan('TECH-002', '2026-11-24T18:00:00Z') }), words);
      expect([type, sentence.includes('trail.'), sentence.includes(type)]).toEqual([type, false, false]);
    }
  });
});
