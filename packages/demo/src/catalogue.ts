import type { DemoDoc } from './demo-doc.ts';

type Skills = readonly (readonly [skill: string, level: number])[];

const tag = (tag_name: string, label_fr: string, label_en: string, has_expiry: 0 | 1 = 0) =>
  ({ name: tag_name, tag_name, label_fr, label_en, has_expiry, tag_type: has_expiry ? 'Certification' : 'Skill' }) as const;

export const TAGS: readonly DemoDoc<'Dispatch Tag'>[] = [
  tag('raccordement', 'Raccordement', 'Drop connection'),
  tag('epissure', 'Épissure fusion', 'Fusion splicing'),
  tag('otdr', 'OTDR et photomètre', 'OTDR and power meter'),
  tag('echelle', 'Échelle', 'Ladder', 1),
  tag('hauteur', 'Travail en hauteur', 'Work at height', 1),
  tag('enfoui', 'Enfoui', 'Buried plant'),
  tag('wifi', 'Wi-Fi', 'Wi-Fi'),
  tag('voix', 'Téléphonie', 'Voice'),
  tag('tele', 'Télévision', 'Television'),
  tag('affaires', 'Affaires', 'Business'),
  tag('anglais', 'Anglais', 'English'),
  tag('permis-3', 'Permis classe 3', 'Class 3 licence', 1),
  tag('espace-clos', 'Espace clos', 'Confined space', 1),
  tag('secourisme', 'Secourisme', 'First aid', 1),
];

interface JobKind {
  readonly code: string;
  readonly fr: string;
  readonly en: string;
  /** Median and nine-in-ten minutes on site. */
  readonly minutes: readonly [number, number];
  readonly crew: number;
  readonly priority: 'Low' | 'Medium' | 'High' | 'Urgent';
  readonly skills: Skills;
  readonly flow: string;
  readonly issueTypes: string;
  /** How often it occurs in a day, of a hundred. */
  readonly weight: number;
}

export const JOB_KINDS: readonly JobKind[] = [
  { code: 'install-aerial', fr: 'Installation FTTH aérienne', en: 'Aerial FTTH installation', minutes: [150, 240], crew: 1, priority: 'Medium', skills: [['raccordement', 2], ['echelle', 2], ['wifi', 1]], flow: 'installation', issueTypes: 'Nouvelle installation', weight: 22 },
  { code: 'install-buried', fr: 'Installation FTTH enfouie', en: 'Buried FTTH installation', minutes: [180, 300], crew: 2, priority: 'Medium', skills: [['raccordement', 2], ['enfoui', 2]], flow: 'installation', issueTypes: '', weight: 5 },
  { code: 'activation', fr: 'Activation, prise existante', en: 'Activation on an existing outlet', minutes: [60, 100], crew: 1, priority: 'Medium', skills: [['wifi', 1]], flow: 'activation', issueTypes: '', weight: 12 },
  { code: 'no-signal-repair', fr: 'Réparation, pas de signal', en: 'Repair, no signal', minutes: [90, 160], crew: 1, priority: 'High', skills: [['epissure', 2], ['otdr', 1], ['echelle', 2]], flow: 'repair', issueTypes: 'Pas de signal', weight: 19 },
  { code: 'wifi-mesh', fr: 'Wi-Fi et maillage', en: 'Wi-Fi and mesh', minutes: [60, 105], crew: 1, priority: 'Medium', skills: [['wifi', 3]], flow: 'wifi', issueTypes: 'Wi-Fi, Lenteur', weight: 12 },
  { code: 'equipment-swap', fr: 'Échange d’équipement', en: 'Equipment swap', minutes: [35, 60], crew: 1, priority: 'Medium', skills: [], flow: 'swap', issueTypes: 'Équipement, Autre', weight: 9 },
  { code: 'voip-tv', fr: 'Téléphonie IP et télé', en: 'VoIP and television', minutes: [50, 90], crew: 1, priority: 'Medium', skills: [['voix', 2], ['tele', 2]], flow: 'voip-tv', issueTypes: 'Téléphonie, Télévision', weight: 6 },
  { code: 'move', fr: 'Déménagement', en: 'Move', minutes: [75, 130], crew: 1, priority: 'Medium', skills: [['raccordement', 2]], flow: 'activation', issueTypes: 'Déménagement', weight: 6 },
  { code: 'equipment-pickup', fr: 'Retrait d’équipement', en: 'Equipment pick-up', minutes: [25, 45], crew: 1, priority: 'Low', skills: [], flow: 'swap', issueTypes: '', weight: 4 },
  { code: 'cable-break', fr: 'Bris de câble, distribution', en: 'Distribution cable break', minutes: [240, 480], crew: 2, priority: 'Urgent', skills: [['epissure', 4], ['otdr', 3], ['hauteur', 3]], flow: 'repair', issueTypes: '', weight: 1 },
  { code: 'splitter-maintenance', fr: 'Maintenance de coupleur ou de terminal', en: 'Splitter or terminal maintenance', minutes: [90, 150], crew: 1, priority: 'Medium', skills: [['epissure', 3]], flow: 'repair', issueTypes: '', weight: 2 },
  { code: 'business', fr: 'Affaires, IP fixe et relève', en: 'Business, static IP and failover', minutes: [120, 210], crew: 1, priority: 'High', skills: [['affaires', 3]], flow: 'activation', issueTypes: '', weight: 1 },
  { code: 'feasibility', fr: 'Visite de faisabilité', en: 'Feasibility visit', minutes: [40, 60], crew: 1, priority: 'Low', skills: [['enfoui', 1]], flow: 'feasibility', issueTypes: '', weight: 1 },
];

export const JOB_TYPES: readonly DemoDoc<'Dispatch Job Type'>[] = JOB_KINDS.map((kind) => ({
  name: kind.code,
  type_code: kind.code,
  label_fr: kind.fr,
  label_en: kind.en,
  default_minutes: kind.minutes[0],
  p90_minutes: kind.minutes[1],
  crew_size: kind.crew,
  default_priority: kind.priority,
  issue_types: kind.issueTypes,
  flow_template: kind.flow,
  required_skills: kind.skills.map(([skill, level]) => ({ skill, level })),
}));

interface Plan { readonly code: string; readonly title: string; readonly cents: number; readonly speeds: readonly [down: number, up: number]; readonly weight: number }

export const INTERNET_PLANS: readonly Plan[] = [
  { code: 'FIBRE-50', title: 'Fibre 50', cents: 5495, speeds: [50, 50], weight: 14 },
  { code: 'FIBRE-100', title: 'Fibre 100', cents: 6495, speeds: [100, 100], weight: 30 },
  { code: 'FIBRE-300', title: 'Fibre 300', cents: 7495, speeds: [300, 300], weight: 24 },
  { code: 'FIBRE-500', title: 'Fibre 500', cents: 8495, speeds: [500, 500], weight: 18 },
  { code: 'FIBRE-1G', title: 'Fibre 1 Gb/s', cents: 9495, speeds: [1000, 1000], weight: 12 },
  { code: 'FIBRE-1G5', title: 'Fibre 1,5 Gb/s', cents: 11495, speeds: [1500, 1000], weight: 2 },
];
export const EXTRA_PLANS: readonly Plan[] = [
  { code: 'MESH', title: 'Satellite Wi-Fi', cents: 595, speeds: [0, 0], weight: 34 },
  { code: 'VOIP', title: 'Téléphonie IP', cents: 1995, speeds: [0, 0], weight: 32 },
  { code: 'IPTV-ESS', title: 'IPTV Essentiel', cents: 2495, speeds: [0, 0], weight: 20 },
  { code: 'IPTV-PLUS', title: 'IPTV Plus', cents: 4995, speeds: [0, 0], weight: 10 },
  { code: 'IP-FIXE', title: 'Adresse IP fixe', cents: 1295, speeds: [0, 0], weight: 4 },
];
export const ONE_TIME = [
  { code: 'INSTALL', title: 'Frais d’installation', cents: 9900 },
  { code: 'DEMENAGEMENT', title: 'Frais de déménagement', cents: 6500 },
  { code: 'MODEM-NR', title: 'Modem non retourné', cents: 20_000 },
] as const;

export const DEVICES = {
  ONT: { item: 'XX230V', brand: 'TP-Link', model: 'XX230v', prefix: 'TPLG', costCents: 6800 },
  Mesh: { item: 'DECO-XE75', brand: 'TP-Link', model: 'Deco XE75', prefix: 'DXE7', costCents: 14500 },
  ATA: { item: 'HT801', brand: 'Grandstream', model: 'HT801', prefix: 'GSHT', costCents: 5200 },
  STB: { item: 'STB-4K', brand: 'Formuler', model: 'Z11 4K', prefix: 'FMZ1', costCents: 9900 },
} as const;
export type DeviceCategory = keyof typeof DEVICES;

/** What is used up at a customer's: its price for one unit, what it was bought for, and what a van is loaded with. */
export const CONSUMABLES = [
  { code: 'DROP-FTTH', title: 'Câble de raccordement FTTH', unit: 'Meter', cents: 145, costCents: 82, load: 300 },
  { code: 'CONN-SC-APC', title: 'Connecteur rapide SC/APC', unit: 'Nos', cents: 895, costCents: 410, load: 24 },
  { code: 'PRISE-OPT', title: 'Prise optique murale', unit: 'Nos', cents: 1450, costCents: 625, load: 10 },
  { code: 'JARR-3M', title: 'Jarretière SC/APC, 3 m', unit: 'Nos', cents: 1275, costCents: 540, load: 8 },
  { code: 'RJ45-CAT6', title: 'Câble réseau Cat 6, 2 m', unit: 'Nos', cents: 650, costCents: 285, load: 12 },
  { code: 'ATTACHE-P', title: 'Attache en P', unit: 'Nos', cents: 120, costCents: 38, load: 60 },
  { code: 'GAINE-25', title: 'Gaine flexible 25 mm', unit: 'Meter', cents: 210, costCents: 96, load: 50 },
] as const;

const service = (code: string, title: string, cents: number): DemoDoc<'Item'> => ({ name: code, item_code: code, item_name: title, item_group: 'Services', stock_uom: 'Nos', is_stock_item: 0, standard_rate: cents / 100 });

export const ITEMS: readonly DemoDoc<'Item'>[] = [
  ...[...INTERNET_PLANS, ...EXTRA_PLANS, ...ONE_TIME].map((plan) => service(plan.code, plan.title, plan.cents)),
  ...Object.values(DEVICES).map((device): DemoDoc<'Item'> => ({ name: device.item, item_code: device.item, item_name: `${device.brand} ${device.model}`, item_group: 'Products', stock_uom: 'Nos', is_stock_item: 1, has_serial_no: 1, valuation_rate: device.costCents / 100 })),
  ...CONSUMABLES.map(({ code, title, unit, cents, costCents }): DemoDoc<'Item'> => ({ name: code, item_code: code, item_name: title, item_group: 'Consumable', stock_uom: unit, is_stock_item: 1, standard_rate: cents / 100, valuation_rate: costCents / 100 })),
];

/** What lies in a van besides its devices. */
export const vanLoad = (warehouse: string): DemoDoc<'Bin'>[] => CONSUMABLES.map(({ code, unit, load }) => ({ item_code: code, warehouse, stock_uom: unit, actual_qty: load }));
