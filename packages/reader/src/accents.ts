import { foldText } from '@gigafibre/kernel';
import type { Row } from './layout.ts';

/** Words of names and trades that are spelt with accents and mean nothing else without: what recognition loses and spelling gives back. */
const ACCENTED = `
aménagement aménagements associé associée associés bâtiment bâtiments bâtisseur bâtisseurs beauté béton bibliothèque bière boîte boîtes
câblage câble câbles café cafés caméra caméras château chaîne cinéma contrôle contrôles coopérative création créations crème crèmerie crémerie crêperie
déménagement déménagements dépannage dépanneur dépanneurs dépôt diététique ébénisterie école écologique économie éditions église
élagage électricien électricité électro électromécanique électroménager électroménagers électronique électrique électriques élite émondage
énergie énergies épicerie épices équipement équipements étanchéité étoile étude études événement événements extérieur fédérée fenêtre fenêtres ferronnerie
forêt frère frères général générale géomatique hôpital hôtel immobilière imprimerie ingénierie intérieur légume légumes ltée
marché marchés matériau matériaux matériel mécanique mécaniques médical médicale ménager métal métaux métallurgie musée numérique opérations
pâtisserie pâtisseries pêcherie pépinière pièce pièces piscine plâtrier poêle qualité régie région régional rénovation rénovations réparation réparations
réseau réseaux résidence résidentiel rivière rivières santé sécurité société spécialité spécialités spécialisé spécialisée spécialistes supérieur système systèmes
télécom télécommunication télécommunications téléphone téléphonie télévision théâtre université véhicule véhicules vélo vélos vétérinaire vêtement vêtements
andré benoît châteauguay émile éric étienne françois françoise français française frédéric gisèle hélène jérôme lanaudière lévis mélanie montréal
québec québécois québécoise rémi stéphane sébastien thérèse valérie`.trim().split(/\s+/);

const BY_FOLDED = new Map(ACCENTED.map((word) => [foldText(word), word]));

const FRENCH = /facture|sous-?\s?total|montant|echeance|merci|recu|quantite|\bqte\b|taxe|\btps\b|\btvq\b|telephone|courriel|rue\b|chemin|\bno de\b|numero|paiement|comptant|monnaie/;
const ENOUGH_FRENCH = 3;

/** Whether the document speaks French: enough of its rows do. */
export const isFrench = (rows: readonly Row[]): boolean => rows.filter(({ text }) => FRENCH.test(foldText(text))).length >= ENOUGH_FRENCH;

const isUpper = (text: string): boolean => text === text.toUpperCase();

/**
 * A French name as it is spelt, its accents given back where no other word is meant. Capitals stay as they are: on paper they
 * often have none.
 */
export const withAccents = (name: string): string =>
  name.replaceAll(/\p{L}{3,}/gu, (word) => {
    const spelt = BY_FOLDED.get(word.toLowerCase());
    if (spelt === undefined || isUpper(word)) return word;
    return isUpper(word.slice(0, 1)) ? spelt.slice(0, 1).toUpperCase() + spelt.slice(1) : spelt;
  });
