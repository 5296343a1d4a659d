import type { DemoDoc } from './demo-doc.ts';
import { mulberry32 } from '@gigafibre/kernel';
import { daysBack, officeMoment } from './calendar.ts';
import type { Home } from './customers.ts';
import { chance, pick, pickWeighted } from './people.ts';
import type { Scene } from './scene.ts';

export const ISSUE_TYPES = ['Pas de signal', 'Lenteur', 'Wi-Fi', 'Téléphonie', 'Télévision', 'Facturation', 'Déménagement', 'Nouvelle installation', 'Équipement', 'Autre'] as const;

const ASKED: readonly { readonly type: (typeof ISSUE_TYPES)[number]; readonly subjects: readonly string[]; readonly weight: number }[] = [
  { type: 'Pas de signal', subjects: ['Plus d’Internet depuis ce matin', 'Voyant LOS rouge', 'Pas de signal après l’orage', 'Service interrompu'], weight: 24 },
  { type: 'Lenteur', subjects: ['Lenteur en soirée', 'Débit plus bas que prévu', 'Vidéos qui figent'], weight: 15 },
  { type: 'Wi-Fi', subjects: ['Wi-Fi faible au sous-sol', 'Mot de passe Wi-Fi oublié', 'Le satellite clignote'], weight: 17 },
  { type: 'Téléphonie', subjects: ['Pas de tonalité', 'Écho pendant les appels', 'Afficheur absent'], weight: 8 },
  { type: 'Télévision', subjects: ['Chaîne manquante', 'Image qui pixelise'], weight: 6 },
  { type: 'Facturation', subjects: ['Question sur la facture', 'Montant du prorata', 'Changer de mode de paiement'], weight: 18 },
  { type: 'Déménagement', subjects: ['Déménagement prévu', 'Transfert d’adresse'], weight: 5 },
  { type: 'Équipement', subjects: ['Modem qui redémarre', 'Remplacer le bloc d’alimentation'], weight: 5 },
  { type: 'Autre', subjects: ['Demande de renseignements', 'Rappel demandé'], weight: 2 },
];

/** Names tickets as the ERP would: one series a year. */
export function ticketNames(): (year: string) => string {
  const last = new Map<string, number>();
  return (year) => {
    const next = (last.get(year) ?? 0) + 1;
    last.set(year, next);
    return `ISS-${year}-${String(next).padStart(5, '0')}`;
  };
}

/** Past tickets, oldest first, spread over the years; one in twenty-five is still open, most of those are recent. */
export function* pastTickets(scene: Scene, homes: readonly Home[], count: number, nameIn: (year: string) => string): Generator<DemoDoc<'Issue'>> {
  const random = mulberry32(scene.seed ^ 0x155);
  const days = daysBack(scene.today, 1900);
  for (let index = 0; index < count; index += 1) {
    const age = Math.max(1, Math.floor(((count - index) / count) * (days.length - 1)));
    const day = days[age] ?? scene.today.toString();
    const home = pick(random, homes);
    const { type, subjects } = pickWeighted(random, ASKED);
    const isOpen = age < 12 ? chance(random, 55) : chance(random, 0.4);
    const opened = officeMoment(random, day);
    const closed = officeMoment(random, days[Math.max(0, age - 1)] ?? day);
    yield {
      name: nameIn(day.slice(0, 4)), subject: pick(random, subjects), customer: home.customer, customer_name: home.customerName, service_location: home.location, issue_type: type,
      priority: pick(random, ['Low', 'Medium', 'Medium', 'High', 'Urgent'] as const), status: isOpen ? pick(random, ['Open', 'Open', 'Replied', 'On Hold'] as const) : 'Closed',
      opening_date: opened.slice(0, 10), opening_time: opened.slice(11, 19), creation: opened, modified: isOpen ? opened : closed, ...(isOpen ? {} : { sla_resolution_date: closed }),
    };
  }
}
