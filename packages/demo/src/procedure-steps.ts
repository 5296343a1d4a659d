/** The words with which the provider's procedures are written: a step's kind, its proof, and when it is asked. */
export interface Both {
  readonly fr: string;
  readonly en: string;
}
type Test = { readonly step: string; readonly is: string; readonly value?: string; readonly number?: number };
type Kind = 'check' | 'photo' | 'scan' | 'reading' | 'choice' | 'text' | 'signature' | 'calculated';

/** A step as the hub publishes it. */
export interface ProcedureStep {
  readonly step: string;
  readonly label: Both;
  readonly hint?: Both;
  readonly kind: Kind;
  readonly required: boolean;
  readonly unit: string;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly choices: readonly { readonly value: string; readonly label: Both }[];
  readonly photos?: { readonly least: number; readonly most: number; readonly isPair: boolean };
  readonly shownWhen?: { readonly match: 'all' | 'any'; readonly tests: readonly Test[] };
  readonly formula?: { readonly left: { readonly step: string }; readonly operator: string; readonly right: { readonly step: string }; readonly decimals: number };
  readonly skipReasons?: readonly Both[];
}
type More = Partial<Omit<ProcedureStep, 'step' | 'label' | 'kind'>>;

export const both = (fr: string, en: string): Both => ({ fr, en });
export const ask = (step: string, kind: Kind, label: Both, more: More = {}): ProcedureStep => ({ step, label, kind, required: true, unit: '', minimum: null, maximum: null, choices: [], ...more });
export const optional = { required: false } as const;
export const choices = (...list: readonly (readonly [value: string, fr: string, en: string])[]): More => ({ choices: list.map(([value, fr, en]) => ({ value, label: both(fr, en) })) });
export const reading = (unit: string, minimum: number | null, maximum: number | null): More => ({ unit, minimum, maximum });
export const when = (...tests: readonly Test[]): More => ({ shownWhen: { match: 'all', tests } });
export const whenAny = (...tests: readonly Test[]): More => ({ shownWhen: { match: 'any', tests } });
export const pair: More = { photos: { least: 2, most: 2, isPair: true } };
export const photos = (least: number, most: number): More => ({ photos: { least, most, isPair: false } });
export const reasons = (...list: readonly Both[]): More => ({ skipReasons: list });
export const difference = (left: string, right: string): More => ({ formula: { left: { step: left }, operator: 'minus', right: { step: right }, decimals: 1 } });

export const NO_ACCESS = both('Accès impossible aujourd’hui', 'No access today');
export const REFUSED = both('Le client refuse', 'The customer refuses');
export const METER_DOWN = both('Appareil de mesure en panne', 'Meter out of order');
export const LINE_CREW = both('À reprendre par l’équipe de ligne', 'For the line crew to take up');

/** Safe before anything else: the one step that no procedure lets pass in silence. */
export const siteSafe = ask('site-safe', 'check', both('Lieux sécuritaires', 'Site is safe'), { hint: both('Échelle, circulation, fils électriques à moins de 3 m, chien attaché.', 'Ladder, traffic, power lines within 3 m, dog tied up.') });
export const connectorsClean = ask('connectors-clean', 'check', both('Connecteurs nettoyés et inspectés', 'Connectors cleaned and inspected'), { hint: both('Nettoyez d’abord, mesurez ensuite : un connecteur sale coûte de 2 à 5 dB.', 'Clean first, then measure: a dirty connector costs 2 to 5 dB.') });
/** GPON B+: what the OLT sends, what the ONT must receive, and what may be lost between them. */
export const opticalBudget: readonly ProcedureStep[] = [
  ask('olt-tx', 'reading', both('Puissance émise par l’OLT', 'Power sent by the OLT'), { ...reading('dBm', 1.5, 5), hint: both('Au portail de l’OLT ; classe B+.', 'In the OLT’s portal; class B+.'), ...reasons(both('Portail de l’OLT inaccessible', 'OLT portal unreachable')) }),
  ask('rx-power', 'reading', both('Puissance reçue à l’ONT', 'Received power at the ONT'), { ...reading('dBm', -27, -8), hint: both('Au-delà de −25, planifiez une reprise ; au-dessus de −8, mettez un atténuateur.', 'Beyond −25, plan a return; above −8, fit an attenuator.'), ...reasons(LINE_CREW, METER_DOWN) }),
  ask('optical-loss', 'calculated', both('Perte optique', 'Optical loss'), { ...reading('dB', null, 28), ...difference('olt-tx', 'rx-power'), hint: both('Budget B+ : 28 dB.', 'B+ budget: 28 dB.'), ...reasons(LINE_CREW) }),
];
export const wiredSpeed = ask('speed-wired', 'reading', both('Débit filaire mesuré', 'Measured wired speed'), { ...reading('Mb/s', 10, 3000), ...optional });
export const photoAfter = (label = both('Photo après travaux', 'Photo after work')): ProcedureStep => ask('after', 'photo', label, photos(1, 4));
