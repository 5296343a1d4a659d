import { foldText, type Random } from '@gigafibre/kernel';

const FIRST = [
  'Marie', 'Luc', 'Chantal', 'Rémi', 'Sylvie', 'Yves', 'Nathalie', 'Benoît', 'Josée', 'Stéphane', 'Véronique', 'Éric', 'Isabelle', 'Mathieu', 'Geneviève', 'Alexandre', 'Mélanie', 'François', 'Julie', 'Patrick',
  'Karine', 'Simon', 'Caroline', 'Martin', 'Annie', 'Sébastien', 'Valérie', 'Guillaume', 'Sophie', 'Étienne', 'Catherine', 'Olivier', 'Émilie', 'Maxime', 'Audrey', 'Jérôme', 'Amélie', 'Normand', 'Ginette', 'Réjean',
  'Lise', 'Gaétan', 'Thérèse', 'Raymond', 'Huguette', 'Marcel', 'Jocelyne', 'Fernand', 'Danielle', 'Jean-Guy', 'Michel', 'Line', 'Cédric', 'Noémie', 'Félix', 'Rosalie', 'Tommy', 'Chloé', 'Zoé', 'Xavier',
] as const;
const LAST = [
  'Tremblay', 'Gagnon', 'Roy', 'Côté', 'Bouchard', 'Gauthier', 'Morin', 'Lavoie', 'Fortin', 'Gagné', 'Ouellet', 'Pelletier', 'Bélanger', 'Lévesque', 'Bergeron', 'Leblanc', 'Paquette', 'Girard', 'Simard', 'Boucher',
  'Caron', 'Beaulieu', 'Cloutier', 'Dubé', 'Poirier', 'Fournier', 'Lapointe', 'Leclerc', 'Lefebvre', 'Poulin', 'Thibault', 'St-Pierre', 'Nadeau', 'Martin', 'Landry', 'Martel', 'Bédard', 'Grenier', 'Lessard', 'Bernier',
  'Richard', 'Michaud', 'Hébert', 'Desjardins', 'Couture', 'Turcotte', 'Lachance', 'Parent', 'Blais', 'Gosselin', 'Savard', 'Proulx', 'Beaudoin', 'Demers', 'Perreault', 'Boudreau', 'Lemieux', 'Cyr', 'Perron', 'Dufour',
  'Dion', 'Mercier', 'Bolduc', 'Bérubé', 'Boisvert', 'Langlois', 'Ménard', 'Therrien', 'Plante', 'Bilodeau', 'Blanchette', 'Dubois', 'Champagne', 'Paradis', 'Fraser', 'McGowan', 'Thompson', 'Ness', 'Stewart', 'O’Connor',
] as const;
const TRADES = ['Ferme', 'Garage', 'Boulangerie', 'Clinique', 'Pépinière', 'Quincaillerie', 'Vignoble', 'Transport', 'Menuiserie', 'Fromagerie', 'Érablière', 'Dépanneur'] as const;

/** Area codes of southern Québec; with 555-0100 to 555-0199 no number made here can ring at anybody's home. */
const AREA_CODES = ['450', '579', '354', '514', '438', '263', '819', '873', '468', '418', '581', '367'] as const;

export const pick = <T>(random: Random, list: readonly T[]): T => {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new RangeError('Nothing to pick from an empty list');
  return chosen;
};

export const chance = (random: Random, percent: number): boolean => random() * 100 < percent;

/** A whole number from `low` to `high`, both included. */
export const between = (random: Random, low: number, high: number): number => low + Math.floor(random() * (high - low + 1));

/** One of the list, by weight. */
export function pickWeighted<T extends { readonly weight: number }>(random: Random, list: readonly T[]): T {
  let left = random() * list.reduce((sum, each) => sum + each.weight, 0);
  const found = list.find((each) => (left -= each.weight) < 0);
  return found ?? pick(random, list);
}

export const personName = (random: Random): string => `${pick(random, FIRST)} ${pick(random, LAST)}`;
export const businessName = (random: Random): string => `${pick(random, TRADES)} ${pick(random, LAST)} inc.`;

/** The nth fictional number. Twelve hundred differ; after that they repeat, as they do in families. */
export function phoneNumber(index: number): string {
  const area = AREA_CODES[Math.floor(index / 100) % AREA_CODES.length] ?? '450';
  return `+1${area}55501${String(index % 100).padStart(2, '0')}`;
}

export const emailOf = (name: string, index: number): string => `${foldText(name).replaceAll(/[^a-z0-9]+/g, '.').replaceAll(/^[.]|[.]$/g, '')}${index}@exemple.ca`;

/** Gives each name once: the second « Luc Roy » is « Luc Roy - 1 », as the ERP names customers. */
export function uniqueNames(): (name: string) => string {
  const seen = new Map<string, number>();
  return (name) => {
    const key = foldText(name);
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    return times === 0 ? name : `${name} - ${times}`;
  };
}
