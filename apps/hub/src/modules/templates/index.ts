import { Problem, type Language } from '@gigafibre/contracts';
import { formatPhone } from '@gigafibre/kernel';
import type { HubPlugin } from '../../platform/hub-app.ts';
import { instantText } from '../../platform/instant.ts';
import type { HubTools } from '../../platform/tools.ts';
import { siteFor } from '../book/index.ts';
import type { Values } from './fill.ts';
import { lintTemplate, samplesOf } from './lint.ts';
import { lintedOf, type TemplateBook } from './template-book.ts';
import { isTemplate, seedOf } from './template-seeds.ts';
import { createPreviewVisits } from './templates.erp.ts';
import { templateRoutes } from './templates.routes.ts';
import { visitTimeValues, type VisitMoment } from './visit-values.ts';

export { fill } from './fill.ts';
export { inGsmLetters } from './gsm-letters.ts';
export { lintTemplate } from './lint.ts';
export { createTemplateBook } from './template-book.ts';
export type { TemplateBook, Wording } from './template-book.ts';
export { ruleOf } from './template-rules.ts';
export type { Category } from './template-rules.ts';
export { seedOf, TEMPLATE_NAMES, VARIABLES } from './template-seeds.ts';
export type { TemplateName } from './template-seeds.ts';
export { technicianOf } from './templates.erp.ts';
export { visitTimeValues } from './visit-values.ts';

export interface VisitValues extends VisitMoment {
  /** First name of whoever comes. */
  readonly technician: string;
  /** Ours, E.164. */
  readonly phone: string;
}

/** Everything that a sentence about a visit may be filled with. */
export const visitValues = (visit: VisitValues, language: Language): Values => ({ ...visitTimeValues(visit, language), technician: visit.technician, phone: formatPhone(visit.phone) });

/** What the hub says to customers: versions, previews with real visits, and what a machine can find wrong with a text. */
export const templatesModule =
  ({ site, clock, config }: Pick<HubTools, 'site' | 'clock' | 'config'>, { book, ownHosts }: { book: TemplateBook; ownHosts: readonly string[] }): HubPlugin =>
  async (app) =>
    templateRoutes(app, book, {
      async preview(principal, name, { texts, visit }) {
        if (!isTemplate(name)) throw new Problem('not_found');
        const findings = lintTemplate(texts, lintedOf(name, ownHosts));
        if (visit === undefined) return { samples: samplesOf(texts, seedOf(name).channel), findings };
        const { card, technician } = await createPreviewVisits(siteFor(site, principal)).read(visit);
        const values = { at: card.plannedStart ?? instantText(clock()), window: card.window, technician, phone: config.dispatchPhone };
        return { samples: samplesOf(texts, seedOf(name).channel, { fr: visitValues(values, 'fr'), en: visitValues(values, 'en') }), findings };
      },
      async visits(principal) {
        const cards = await createPreviewVisits(siteFor(site, principal)).next(instantText(clock()));
        return { visits: cards.map(({ name, customerName, plannedStart }) => ({ name, customerName, plannedStart })) };
      },
    });
