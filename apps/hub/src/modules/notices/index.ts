import type { Place } from '@gigafibre/dispatch';
import type { HubPlugin } from '../../platform/hub-app.ts';
import { instantText } from '../../platform/instant.ts';
import { keepDoing } from '../../platform/keep-doing.ts';
import type { HubTools } from '../../platform/tools.ts';
import type { Outbox } from '../outbound/index.ts';
import { createPositionStore } from '../positions/index.ts';
import type { TemplateBook } from '../templates/index.ts';
import { createNoticeBook } from './notice-book.ts';
import { createNoticeSwitches } from './notice-settings.ts';
import { createNoticeTeller } from './notice-teller.ts';
import { createNoticeReader, ticketOpener } from './notices.erp.ts';
import { noticeRoutes } from './notices.routes.ts';
import { createSurveys } from './surveys.ts';

export { takeSurveyAnswer, whoWasAsked } from './surveys.ts';

/** An older position says nothing of where somebody sets out from. */
const SEEN_MINUTES = 30;

type Tools = Pick<HubTools, 'db' | 'events' | 'clock' | 'site'> & { readonly config: Pick<HubTools['config'], 'dispatchPhone' | 'mode'> };

interface Needs {
  readonly outbox: Pick<Outbox, 'enqueue' | 'cancelForCommand'>;
  readonly templates: Pick<TemplateBook, 'wording'>;
  /** Nothing leaves. */
  readonly isSandbox: boolean;
}

/** One round: what happened is read, one customer is told, one ticket is opened. Gives whether there was anything to do. */
export function createNoticeRound(tools: Tools, { outbox, templates, isSandbox }: Needs): () => Promise<boolean> {
  const { db, clock, site, config } = tools;
  const positions = createPositionStore(db, clock);
  const whereIs = async (technician: string): Promise<Place | undefined> => (await positions.latest(instantText(clock().subtract({ minutes: SEEN_MINUTES })))).find((seen) => seen.technician === technician);
  const book = createNoticeBook({ ...tools, cancelForCommand: (command, by) => outbox.cancelForCommand(command, by) });
  const switches = createNoticeSwitches({ ...tools, isSandbox });
  const teller = createNoticeTeller({ db, book, outbox, templates, clock, isOn: (kind) => switches.isOn(kind), facts: createNoticeReader(site, whereIs), phone: config.dispatchPhone });
  const surveys = createSurveys(db, clock);
  const openTicket = ticketOpener(site);
  return async () => {
    const rounds = [await book.follow(), await teller.tellNext(), await surveys.openNextTicket(openTicket)];
    return rounds.includes(true);
  };
}

/** What customers are told of their visits without anybody asking for it (F5), and what they thought of them (F41). */
export const noticesModule =
  (tools: Tools, needs: Needs): HubPlugin =>
  async (app) => {
    noticeRoutes(app, createNoticeSwitches({ ...tools, isSandbox: needs.isSandbox }), createSurveys(tools.db, tools.clock));
    // tests take the rounds themselves
    if (tools.config.mode === 'test') return;
    const onError = (error: unknown): void => app.log.error({ err: error }, 'a notice could not be told');
    app.addHook('onReady', async () => {
      const stop = keepDoing(createNoticeRound(tools, needs), onError);
      app.addHook('onClose', stop);
    });
  };
