import type { DemoDoc } from './demo-doc.ts';
import { ask, both, choices, connectorsClean, difference, METER_DOWN, NO_ACCESS, opticalBudget, optional, pair, photoAfter, photos, reading, reasons, REFUSED, siteSafe, when, whenAny, wiredSpeed } from './procedure-steps.ts';
import type { Both, ProcedureStep } from './procedure-steps.ts';

interface Procedure {
  readonly code: string;
  readonly title: Both;
  readonly steps: readonly ProcedureStep[];
}

const INSTALLATION: Procedure = {
  code: 'installation',
  title: both('Installation de la fibre', 'Fibre installation'),
  steps: [
    siteSafe,
    ask('order-verified', 'check', both('Commande et port de la borne vérifiés', 'Order and terminal port verified')),
    ask('drop', 'choice', both('Raccordement', 'Drop'), choices(['aerial', 'Aérien', 'Aerial'], ['buried', 'Enfoui', 'Buried'], ['existing', 'Déjà en place', 'Already in place'])),
    ask('clearance', 'reading', both('Hauteur au point le plus bas', 'Height at the lowest point'), { ...reading('m', 4.5, 12), ...when({ step: 'drop', is: 'equals', value: 'aerial' }) }),
    ask('conduit-depth', 'reading', both('Profondeur du conduit', 'Depth of the conduit'), { ...reading('cm', 45, 150), ...when({ step: 'drop', is: 'equals', value: 'buried' }) }),
    ask('entry', 'photo', both('Entrée du bâtiment, avant et après', 'Building entry, before and after'), { ...pair, ...reasons(NO_ACCESS, REFUSED) }),
    ask('bend-radius', 'check', both('Rayon de courbure de 25 mm ou plus', 'Bend radius of 25 mm or more')),
    connectorsClean,
    ask('terminal-power', 'reading', both('Puissance à la borne', 'Power at the terminal'), { ...reading('dBm', -25, -8), ...optional, ...reasons(METER_DOWN) }),
    ...opticalBudget,
    ask('ont', 'scan', both('ONT installé', 'ONT installed'), reasons(both('Étiquette illisible, noté à la main', 'Label unreadable, noted by hand'))),
    wiredSpeed,
    ask('wifi-living', 'reading', both('Wi-Fi dans la pièce principale', 'Wi-Fi in the main room'), { ...reading('dBm', -67, -20), hint: both('−67 dBm ou mieux pour la voix et la vidéo.', '−67 dBm or better for voice and video.'), ...reasons(REFUSED) }),
    ask('mesh-offered', 'choice', both('Satellite proposé', 'Mesh node offered'), { ...choices(['accepted', 'Accepté', 'Accepted'], ['declined', 'Refusé', 'Declined']), ...when({ step: 'wifi-living', is: 'out-of-limits' }) }),
    ask('sealed', 'check', both('Entrée scellée', 'Entry sealed')),
    photoAfter(),
  ],
};

const REPAIR: Procedure = {
  code: 'repair',
  title: both('Réparation, pas de signal', 'Repair, no signal'),
  steps: [
    siteSafe,
    ask('symptom', 'choice', both('Voyants de l’ONT à l’arrivée', 'ONT lights on arrival'), choices(['los', 'LOS rouge : pas de lumière', 'LOS red: no light'], ['blinking', 'PON clignote : signal faible', 'PON blinking: weak signal'], ['steady', 'PON fixe : lien établi', 'PON steady: link up'], ['off', 'Éteint', 'Off'])),
    ask('power-restored', 'check', both('Alimentation de l’ONT vérifiée', 'ONT power verified'), when({ step: 'symptom', is: 'equals', value: 'off' })),
    ask('rx-before', 'reading', both('Puissance reçue à l’arrivée', 'Received power on arrival'), { ...reading('dBm', -40, 5), ...optional, ...when({ step: 'symptom', is: 'differs', value: 'off' }) }),
    ask('cause', 'choice', both('Cause trouvée', 'Cause found'), choices(['dirty', 'Connecteur sale', 'Dirty connector'], ['bend', 'Courbure trop serrée', 'Bend too tight'], ['cut', 'Câble coupé', 'Cable cut'], ['splice', 'Épissure défectueuse', 'Faulty splice'], ['ont', 'ONT défectueux', 'Faulty ONT'], ['network', 'Réseau de distribution', 'Distribution network'])),
    ask('fault-distance', 'reading', both('Distance du défaut à l’OTDR', 'Distance of the fault by OTDR'), { ...reading('m', 0, 20_000), ...whenAny({ step: 'cause', is: 'equals', value: 'cut' }, { step: 'cause', is: 'equals', value: 'splice' }, { step: 'cause', is: 'equals', value: 'network' }), ...reasons(METER_DOWN, both('Défaut visible à l’œil', 'Fault visible to the eye')) }),
    ask('fault-photos', 'photo', both('Le défaut, avant et après', 'The fault, before and after'), { ...pair, ...whenAny({ step: 'cause', is: 'equals', value: 'cut' }, { step: 'cause', is: 'equals', value: 'splice' }), ...reasons(NO_ACCESS) }),
    ask('new-ont', 'scan', both('Nouvel ONT', 'New ONT'), when({ step: 'cause', is: 'equals', value: 'ont' })),
    connectorsClean,
    ...opticalBudget,
    ask('gain', 'calculated', both('Gain depuis l’arrivée', 'Gain since arrival'), { ...reading('dB', null, null), ...optional, ...difference('rx-power', 'rx-before') }),
    wiredSpeed,
    photoAfter(),
    ask('customer-informed', 'check', both('Cause expliquée au client', 'Cause explained to the customer'), optional),
  ],
};

const ACTIVATION: Procedure = {
  code: 'activation',
  title: both('Activation sur prise existante', 'Activation on an existing outlet'),
  steps: [
    ask('outlet', 'choice', both('État de la prise', 'State of the outlet'), choices(['good', 'Bonne', 'Good'], ['damaged', 'Abîmée', 'Damaged'])),
    ask('outlet-photos', 'photo', both('Prise remplacée, avant et après', 'Outlet replaced, before and after'), { ...pair, ...when({ step: 'outlet', is: 'equals', value: 'damaged' }) }),
    connectorsClean,
    ...opticalBudget,
    ask('ont', 'scan', both('Appareil activé', 'Device activated')),
    wiredSpeed,
    photoAfter(),
  ],
};

const WIFI: Procedure = {
  code: 'wifi',
  title: both('Wi-Fi et maillage', 'Wi-Fi and mesh'),
  steps: [
    ask('complaint', 'choice', both('Ce que le client constate', 'What the customer sees'), choices(['slow', 'Lent partout', 'Slow everywhere'], ['rooms', 'Faible dans certaines pièces', 'Weak in some rooms'], ['drops', 'Coupures', 'Drops out'])),
    ask('speed-wired', 'reading', both('Débit filaire à l’appareil', 'Wired speed at the device'), { ...reading('Mb/s', 10, 3000), hint: both('Si le filaire est lent, le Wi-Fi n’y est pour rien.', 'If wired is slow, Wi-Fi is not the cause.') }),
    ask('before-weakest', 'reading', both('Signal de la pièce la plus faible, avant', 'Weakest room’s signal, before'), reading('dBm', -95, -20)),
    ask('node-added', 'choice', both('Satellite ajouté', 'Mesh node added'), choices(['yes', 'Oui', 'Yes'], ['no', 'Non', 'No'])),
    ask('node', 'scan', both('Satellite installé', 'Mesh node installed'), when({ step: 'node-added', is: 'equals', value: 'yes' })),
    ask('backhaul', 'reading', both('Lien entre satellites', 'Link between nodes'), { ...reading('dBm', -65, -20), ...when({ step: 'node-added', is: 'equals', value: 'yes' }), hint: both('−65 dBm ou mieux ; sinon rapprochez.', '−65 dBm or better; otherwise move closer.') }),
    ask('after-weakest', 'reading', both('Signal de la même pièce, après', 'Same room’s signal, after'), { ...reading('dBm', -67, -20), ...reasons(REFUSED, both('Murs de béton : limite expliquée au client', 'Concrete walls: limit explained to the customer')) }),
    ask('wifi-gain', 'calculated', both('Gain', 'Gain'), { ...reading('dB', 0, null), ...difference('after-weakest', 'before-weakest') }),
    ask('places', 'photo', both('Emplacement de chaque appareil', 'Location of each device'), photos(1, 6)),
  ],
};

const SWAP: Procedure = {
  code: 'swap',
  title: both('Échange ou retrait d’équipement', 'Equipment swap or pick-up'),
  steps: [
    ask('kind', 'choice', both('Ce qui est fait', 'What is done'), choices(['swap', 'Échange', 'Swap'], ['pickup', 'Retrait seulement', 'Pick-up only'])),
    ask('old-device', 'scan', both('Ancien appareil récupéré', 'Old device collected'), { ...optional, ...reasons(both('Le client ne le trouve pas', 'The customer cannot find it'), REFUSED) }),
    ask('old-state', 'choice', both('État de l’ancien appareil', 'State of the old device'), { ...optional, ...choices(['good', 'Bon', 'Good'], ['worn', 'Usé', 'Worn'], ['broken', 'Brisé', 'Broken']) }),
    ask('damage', 'photo', both('Photo du bris', 'Photo of the damage'), { ...photos(1, 3), ...when({ step: 'old-state', is: 'equals', value: 'broken' }) }),
    ask('new-device', 'scan', both('Nouvel appareil', 'New device'), when({ step: 'kind', is: 'equals', value: 'swap' })),
    ask('rx-power', 'reading', both('Puissance reçue à l’ONT', 'Received power at the ONT'), { ...reading('dBm', -27, -8), ...optional, ...when({ step: 'kind', is: 'equals', value: 'swap' }) }),
    ask('cable-labelled', 'check', both('Fibre protégée par un bouchon', 'Fibre capped'), when({ step: 'kind', is: 'equals', value: 'pickup' })),
    photoAfter(both('Photo des lieux', 'Photo of the place')),
  ],
};

const VOICE_TV: Procedure = {
  code: 'voip-tv',
  title: both('Téléphonie IP et télé', 'VoIP and television'),
  steps: [
    ask('service', 'choice', both('Service installé', 'Service installed'), choices(['voice', 'Téléphonie', 'Voice'], ['tv', 'Télévision', 'Television'], ['both', 'Les deux', 'Both'])),
    ask('adapter', 'scan', both('Adaptateur téléphonique', 'Phone adapter'), when({ step: 'service', is: 'differs', value: 'tv' })),
    ask('call-out', 'check', both('Appel sortant et entrant réussis', 'Outgoing and incoming calls made'), when({ step: 'service', is: 'differs', value: 'tv' })),
    ask('address-911', 'check', both('Adresse du 9-1-1 confirmée par le client', '9-1-1 address confirmed by the customer'), { ...when({ step: 'service', is: 'differs', value: 'tv' }), hint: both('Lisez l’adresse à voix haute ; elle guide les secours.', 'Read the address aloud; it guides the rescuers.') }),
    ask('mos', 'reading', both('Qualité d’appel (MOS)', 'Call quality (MOS)'), { ...reading('', 3.6, 5), ...optional, ...when({ step: 'service', is: 'differs', value: 'tv' }) }),
    ask('decoder', 'scan', both('Décodeur', 'Set-top box'), when({ step: 'service', is: 'differs', value: 'voice' })),
    ask('channels', 'check', both('Chaînes du forfait vérifiées', 'Channels of the package verified'), when({ step: 'service', is: 'differs', value: 'voice' })),
    ask('packet-loss', 'reading', both('Perte de paquets', 'Packet loss'), reading('%', 0, 1)),
    photoAfter(),
  ],
};

const FEASIBILITY: Procedure = {
  code: 'feasibility',
  title: both('Visite de faisabilité', 'Feasibility visit'),
  steps: [
    ask('path', 'photo', both('Le tracé', 'The path'), photos(1, 6)),
    ask('distance', 'reading', both('Distance jusqu’à la borne', 'Distance to the terminal'), { ...reading('m', 1, 2000), ...optional }),
    ask('verdict', 'choice', both('Verdict', 'Verdict'), choices(['aerial', 'Aérien possible', 'Aerial possible'], ['buried', 'Enfoui possible', 'Buried possible'], ['permit', 'Permis requis', 'Permit required'], ['no', 'Impossible', 'Impossible'])),
    ask('owner-consent', 'signature', both('Autorisation du propriétaire pour le passage', 'Owner’s consent to the path'), { ...whenAny({ step: 'verdict', is: 'equals', value: 'aerial' }, { step: 'verdict', is: 'equals', value: 'buried' }), hint: both('« J’autorise le passage de la fibre selon le tracé montré. »', '“I allow the fibre to pass along the path shown.”'), ...reasons(both('Propriétaire absent', 'Owner absent'), REFUSED) }),
    ask('remarks', 'text', both('Remarques', 'Remarks'), optional),
  ],
};

const PROCEDURES = [INSTALLATION, REPAIR, ACTIVATION, WIFI, SWAP, VOICE_TV, FEASIBILITY];
const KINDS = { check: 'Check', photo: 'Photo', scan: 'Scan', reading: 'Reading', choice: 'Choice', text: 'Text', signature: 'Signature', calculated: 'Calculated' } as const;

/** The procedures as the ERP's own lists read them. */
export const FLOW_TEMPLATES: readonly DemoDoc<'Flow Template'>[] = PROCEDURES.map(({ code, title, steps }) => ({
  name: code, template_code: code, version: 1, title_fr: title.fr, title_en: title.en, is_active: 1, published_by: 'Adèle Tremblay',
  steps: steps.map(({ step, label, kind, required, unit, minimum, maximum, choices: answers }) => ({
    step, label_fr: label.fr, label_en: label.en, kind: KINDS[kind], required: required ? 1 : 0, unit, minimum: minimum ?? 0, maximum: maximum ?? 0, choices: answers.map(({ value }) => value).join('\n'),
  })),
}));

/** Their first versions, as they are followed. */
export const FLOW_VERSIONS: readonly DemoDoc<'Flow Version'>[] = PROCEDURES.map(({ code, title, steps }) => ({
  name: `${code}-v1`, version_code: `${code}-v1`, flow_template: code, version: 1, summary: 'Première version', carries_over: 0, published_by: 'Adèle Tremblay', definition: JSON.stringify({ name: code, version: 1, title, steps }),
}));
