/** Papers and labels of the trade, made anew for each journey: no real supplier or device is on them. */
import { mulberry32 } from '../packages/kernel/src/index.ts';
import type { Cents } from '../packages/kernel/src/index.ts';
import { drawInvoice, invoiceFacts, jpegOf, labelPhoto, pdfOf } from '../packages/testkit/src/index.ts';
import type { InvoiceFacts, LabelFacts, Sheet } from '../packages/testkit/src/index.ts';

export interface Paper {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const conditions = (page: number): Sheet => ({
  ...{ width: 612, height: 792, paper: '#ffffff', boxes: [] },
  types: ['Conditions générales de vente', 'La marchandise reste la propriété du vendeur jusqu’au paiement.', `Annexe ${page}`].map((text, line) => ({ text, x: 60, y: 80 + 24 * line, size: 10, font: 'sans' as const })),
});

/**
 * A French invoice as a PDF with its words in it, and what is on it.
 * @param tvqOff cents that the supplier's TVQ is off by; its total is right.
 * @param annexes pages of conditions behind it.
 */
export async function frenchInvoice(seed: number, { tvqOff = 0, annexes = 0 }: { readonly tvqOff?: number; readonly annexes?: number } = {}): Promise<Paper & { readonly facts: InvoiceFacts }> {
  const random = mulberry32(seed);
  const facts = invoiceFacts(random, 'fr', 3);
  const sheet = drawInvoice({ ...facts, tvq: (facts.tvq + tvqOff) as Cents }, 'classic', random);
  const buffer = await pdfOf([sheet, ...Array.from({ length: annexes }, (_, at) => conditions(at + 1))]);
  return { name: `facture-${seed}-${annexes}.pdf`, mimeType: 'application/pdf', buffer, facts };
}

/** Words that somebody named as if they were a PDF. */
export const disguisedText = (): Paper => ({ name: 'notes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('Rappeler le fournisseur demain matin au sujet du câble.\n'.repeat(40)) });

/** A seed whose label has no bars: its serial is there in letters only, and the one code on it is the Wi-Fi's. */
const WITHOUT_BARS = 35;

/**
 * A photo of a label that only the hub can read.
 * @param seed of a label without bars; each journey has its own, since a device that one receives is known to the others.
 */
export async function labelInLetters(seed = WITHOUT_BARS): Promise<Paper & { readonly facts: LabelFacts }> {
  const { facts, look, pixels } = await labelPhoto(seed, { grade: 0 });
  if (look.barcodes !== 'none') throw new Error('The seed of the label without bars draws bars now');
  return { name: 'etiquette.jpg', mimeType: 'image/jpeg', buffer: await jpegOf(pixels), facts };
}
