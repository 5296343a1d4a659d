/** Towns the provider serves, with their postal prefixes and a centre good to about 2 km. Source: product facts 8.5 and 8.6. */
export interface Town {
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  /** First three characters of its postal codes. */
  readonly postalPrefix: string;
  /** How many of a hundred customers of the zone live here, roughly. */
  readonly weight: number;
}

export const ZONES = ['Haut-Saint-Laurent', 'Jardins-de-Napierville', 'Roussillon', 'Haut-Richelieu', 'Lanaudière'] as const;
export type Zone = (typeof ZONES)[number];

type Row = readonly [name: string, latitude: number, longitude: number, postalPrefix: string, weight: number];
const towns = (rows: readonly Row[]): readonly Town[] => rows.map(([name, latitude, longitude, postalPrefix, weight]) => ({ name, latitude, longitude, postalPrefix, weight }));

export const TOWNS: Readonly<Record<Zone, readonly Town[]>> = {
  'Haut-Saint-Laurent': towns([
    ['Huntingdon', 45.089, -74.174, 'J0S', 18],
    ['Ormstown', 45.125, -73.999, 'J0S', 20],
    ['Howick', 45.183, -73.85, 'J0S', 9],
    ['Saint-Chrysostome', 45.1, -73.767, 'J0S', 17],
    ['Havelock', 45.05, -73.76, 'J0S', 6],
    ['Franklin', 45.033, -73.917, 'J0S', 10],
    ['Saint-Urbain-Premier', 45.217, -73.733, 'J0S', 8],
    ['Salaberry-de-Valleyfield', 45.25, -74.13, 'J6T', 12],
  ]),
  'Jardins-de-Napierville': towns([
    ['Sainte-Clotilde', 45.157, -73.676, 'J0L', 20],
    ['Saint-Rémi', 45.267, -73.617, 'J0L', 26],
    ['Saint-Michel', 45.233, -73.567, 'J0L', 12],
    ['Saint-Édouard', 45.233, -73.517, 'J0L', 9],
    ['Sherrington', 45.167, -73.517, 'J0L', 8],
    ['Napierville', 45.183, -73.4, 'J0J', 17],
    ['Hemmingford', 45.05, -73.583, 'J0L', 8],
  ]),
  Roussillon: towns([
    ['Châteauguay', 45.38, -73.75, 'J6K', 24],
    ['Mercier', 45.317, -73.75, 'J6R', 16],
    ['Saint-Isidore', 45.3, -73.68, 'J0L', 10],
    ['Saint-Constant', 45.367, -73.567, 'J5A', 18],
    ['Candiac', 45.383, -73.517, 'J5R', 10],
    ['Saint-Mathieu', 45.317, -73.517, 'J0L', 7],
    ['Saint-Philippe', 45.35, -73.467, 'J0L', 8],
    ['Sainte-Martine', 45.25, -73.8, 'J0S', 7],
  ]),
  'Haut-Richelieu': towns([
    ['Saint-Jean-sur-Richelieu', 45.307, -73.263, 'J3B', 62],
    ['Lacolle', 45.083, -73.367, 'J0J', 20],
    ['Napierville', 45.183, -73.4, 'J0J', 18],
  ]),
  Lanaudière: towns([
    ['Joliette', 46.016, -73.424, 'J6E', 18],
    ['Repentigny', 45.742, -73.45, 'J6A', 14],
    ['L’Assomption', 45.833, -73.417, 'J5W', 12],
    ['L’Épiphanie', 45.85, -73.483, 'J5X', 9],
    ['Lavaltrie', 45.883, -73.283, 'J5T', 9],
    ['Saint-Lin–Laurentides', 45.85, -73.767, 'J5M', 12],
    ['Rawdon', 46.05, -73.717, 'J0K', 10],
    ['Berthierville', 46.083, -73.183, 'J0K', 7],
    ['Saint-Gabriel', 46.3, -73.383, 'J0K', 4],
    ['Saint-Jean-de-Matha', 46.233, -73.533, 'J0K', 5],
  ]),
};

export const STREETS = [
  'chemin de la Rivière', 'rang Saint-Louis', 'rue Principale', 'montée Grand-Rang', 'rue de l’Église', 'rang Sainte-Anne', 'chemin du Ruisseau', 'rue Notre-Dame', 'rue des Érables',
  'rang Double', 'route 209', 'rue du Pont', 'avenue des Pins', 'rue Saint-Joseph', 'boulevard Salaberry', 'rue Lemieux', 'chemin de la 1re Concession', 'rang Saint-François', 'côte Saint-Charles',
  'rue des Moissons', 'place du Marché', 'rue Sainte-Marie', 'rang du Cordon', 'rue Lafontaine', 'chemin Fisher', 'rue Bellevue', 'montée Sainte-Thérèse', 'rue du Verger', 'rang Saint-Antoine', 'rue Gagnon',
] as const;
