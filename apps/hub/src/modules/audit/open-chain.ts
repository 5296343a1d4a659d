import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import { createChainBook } from './audit.tables.ts';
import { createChainKeeper } from './chain-keeper.ts';
import { chainRoutes } from './chain.routes.ts';
import { openHeadKeeper, readKeptHeads } from './heads.ts';
import { verifyStretch, verifyWhole } from './verify.service.ts';

/** Chains whatever is written, signs the head every hour, and lets administrators verify it. */
export const chainModule =
  ({ db, clock, config, feed }: Pick<HubTools, 'db' | 'clock' | 'config' | 'feed'>): HubPlugin =>
  async (app) => {
    const book = createChainBook(db);
    const keeper = createChainKeeper({ book, heads: await openHeadKeeper(config.audit), clock, onFault: (error) => app.log.error({ err: error }, 'the audit trail could not be chained') });
    const unsubscribe = feed.subscribe(() => keeper.wake());
    keeper.wake();
    app.addHook('onClose', async () => {
      unsubscribe();
      await keeper.close();
    });
    chainRoutes(app, {
      async state() {
        const end = await keeper.advance();
        return { position: end.position, hash: end.hash.toString('hex'), waiting: await book.waiting(end.reached), lastHead: (await book.lastHead()) ?? null };
      },
      async verify(after) {
        const { reached, isEnd, faults } = await verifyStretch(book, after);
        return { reached, isEnd, faults: [...faults, ...(isEnd ? await verifyWhole(book, await readKeptHeads(config.audit)) : [])] };
      },
    });
  };
