import { instantFromSite } from '@gigafibre/kernel';
import type { Context } from '../context.ts';
import type { DoctypeHooks, SiteDocument } from '../hooks.ts';
import { columnsOf, fill, isBlank, numberOf, setting, textOf } from './lookup.ts';

const ENDED = new Set(['Resolved', 'Closed']);

const secondsBetween = (ctx: Context, from: string, to: string): number => Math.round(instantFromSite(from, ctx.site.zone).until(instantFromSite(to, ctx.site.zone)).total('seconds'));

function resume(ctx: Context, doc: SiteDocument, now: string): void {
  doc['total_hold_time'] = numberOf(doc['total_hold_time']) + secondsBetween(ctx, textOf(doc['on_hold_since']), now);
  doc['on_hold_since'] = null;
}

/** What a change of status means for the clock of a ticket: the first answer, the pause, the end, and the re-opening. */
function keepTime(ctx: Context, doc: SiteDocument, before: SiteDocument | undefined): void {
  const [was, is] = [textOf(before?.['status']) || 'Open', textOf(doc['status'])];
  if (was === is) return;
  const now = ctx.now();
  const since = textOf(doc['creation']) || now;
  if (was === 'Open' && isBlank(doc['first_responded_on'])) Object.assign(doc, { first_responded_on: now, first_response_time: secondsBetween(ctx, since, now) });
  if (is === 'On Hold') doc['on_hold_since'] = now;
  else if (!isBlank(doc['on_hold_since'])) resume(ctx, doc, now);
  if (ENDED.has(is) !== ENDED.has(was)) Object.assign(doc, ENDED.has(is) ? resolved(doc, secondsBetween(ctx, since, now), now) : { sla_resolution_date: null, resolution_time: 0, user_resolution_time: 0 });
}

const resolved = (doc: SiteDocument, seconds: number, now: string): object => ({ sla_resolution_date: now, resolution_time: seconds, user_resolution_time: Math.max(0, seconds - numberOf(doc['total_hold_time'])) });

/** Tickets: who raised them and when, and the times of answer and resolution where the site keeps service levels. */
export const issueHooks: Readonly<Record<string, DoctypeHooks>> = {
  Issue: {
    beforeInsert(ctx, doc) {
      fill(doc, { raised_by: ctx.user.includes('@') ? ctx.user : null, opening_time: ctx.now().slice(11) });
    },
    async validate(ctx, doc, before) {
      const customer = await columnsOf(ctx, 'Customer', doc['customer'], ['customer_name']);
      doc['customer_name'] = customer?.['customer_name'] ?? null;
      if (isBlank(doc['company'])) doc['company'] = (await setting(ctx, 'Global Defaults', 'default_company')) || null;
      if ((await setting(ctx, 'Support Settings', 'track_service_level_agreement')) === '1') keepTime(ctx, doc, before);
    },
  },
};
