import { join } from 'node:path';
import { Problem } from '@gigafibre/contracts';
import type { Principal, ReadingAnswer, VisionState } from '@gigafibre/contracts';
import { siteDate } from '@gigafibre/kernel';
import { actorOf } from '../../platform/actor.ts';
import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import { siteFor } from '../book/index.ts';
import type { Executors, Person } from '../commands/index.ts';
import { deviceFor } from '../equipment/index.ts';
import { createIntake } from '../intake/index.ts';
import { createInvoiceCommands } from './invoice-draft.service.ts';
import { createPictureShelf } from './picture-shelf.ts';
import { createPurchaseBook } from './purchase.erp.ts';
import { createReadingCommands } from './reading-commands.ts';
import { createReadingRunner, eventOf } from './reading-runner.ts';
import { createReadingStore } from './reading-store.ts';
import { createReadingView, summaryOf } from './reading-view.ts';
import { createReading } from './reading.service.ts';
import type { Readers } from './reading.service.ts';
import { keepPurging } from './retention.ts';
import { createSettingsStore } from './settings-store.ts';
import { createTaking } from './taking.ts';
import { uploadRoutes } from './uploads.routes.ts';
import type { Upload } from './uploads.routes.ts';
import type { ReadingRecord } from './vision.ports.ts';
import { visionRoutes } from './vision.routes.ts';
import type { VisionReads } from './vision.routes.ts';

export type { Readers } from './reading.service.ts';

type Tools = Pick<HubTools, 'config' | 'clock' | 'db' | 'events' | 'site'>;
interface Outside {
  readonly readers: Readers;
  readonly photos: Parameters<typeof createReadingCommands>[0]['photos'];
  readonly onFault: (error: unknown) => void;
}

/** The vision room: takes pictures and documents in, has them read a few at a time, and makes drafts of what people confirm. */
export function openVision({ config, clock, db, events, site }: Tools, { readers, photos, onFault }: Outside) {
  const intake = createIntake();
  const shelf = createPictureShelf(join(config.dataDir, 'vision'));
  const store = createReadingStore(db);
  const settings = createSettingsStore(db);
  const today = (): string => siteDate(clock()).toString();
  const runner = createReadingRunner({ store, shelf, intake, events, clock, onFault, read: createReading({ readers, settings, today }), workers: 1 });
  const take = createTaking({ intake, shelf, store, clock });
  const bookFor = (person: Principal) => createPurchaseBook(siteFor(site, person), clock);
  const view = createReadingView({ store, bookFor, deviceFor: deviceFor({ site, clock }) });
  const stopPurging = keepPurging({ store, shelf, settings, clock }, onFault);

  const own = async (principal: Principal, id: string): Promise<ReadingRecord> => {
    const reading = await store.find(id);
    if (reading === undefined || (principal.kind === 'technician' && reading.createdBy.user !== principal.user)) throw new Problem('not_found', { facts: { doctype: 'Reading', name: id } });
    return reading;
  };
  const originalOf = async ({ sha256, mediaType, id }: ReadingRecord) => {
    const content = await shelf.original(sha256);
    return content && { content, mediaType, name: `${id}.${mediaType === 'application/pdf' ? 'pdf' : 'jpg'}` };
  };
  const state = async (): Promise<VisionState> => ({ settings: await settings.read(), cloud: config.vision.kind === 'gemini' ? { source: 'gemini', model: config.vision.model } : null, cloudToday: await settings.spent(today()) });
  const reads: VisionReads = {
    async list(principal, query) {
      const { readings, total } = await store.list({ ...query, ...(principal.kind === 'technician' ? { user: principal.user } : {}) });
      return { readings: readings.map(summaryOf), total };
    },
    one: async (principal, id) => view(principal, await own(principal, id)),
    page: async (principal, id, index) => (await shelf.page((await own(principal, id)).sha256, index))?.jpeg,
    original: async (principal, id) => originalOf(await own(principal, id)),
    suppliers: async (principal, text) => [...(await bookFor(principal).proposeSuppliers({ name: text, taxNumber: '' }))],
    state,
    async change(next) {
      await settings.write(next);
      return state();
    },
  };
  const offer = async (principal: Principal, upload: Upload): Promise<ReadingAnswer> => {
    const { reading, isKnown } = await take({ ...upload, by: actorOf(principal) });
    if (!isKnown) await events.append([eventOf('reading.requested', reading)]);
    runner.nudge();
    return { id: reading.id, state: reading.state, known: isKnown };
  };
  const commands: Pick<Executors, 'reading.request' | 'reading.retry' | 'reading.discard' | 'invoice.draft'> = {
    ...createReadingCommands({ store, take, photos, nudge: () => runner.nudge() }),
    ...createInvoiceCommands({ bookFor: (person: Person) => bookFor(person), store, fileOf: originalOf }),
  };
  const routes: HubPlugin = async (app) => {
    visionRoutes(app, reads);
    await app.register(async (uploads) => uploadRoutes(uploads, { offer }));
    app.addHook('onReady', async () => runner.nudge());
    app.addHook('onClose', async () => {
      stopPurging();
      await runner.close();
      intake.close();
      await Promise.all([readers.embedded.close(), readers.cloud?.close()]);
    });
  };
  return { commands, routes };
}
