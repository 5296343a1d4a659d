import { createFrappeSite } from '@gigafibre/frappe';
import { siteDate } from '@gigafibre/kernel';
import type { Clock } from '@gigafibre/kernel';
import type { PoolConfig } from '@gigafibre/postgres';
import { join } from 'node:path';
import Fastify, { LogController } from 'fastify';
import { fileURLToPath } from 'node:url';
import type { Config } from './config.ts';
import { migrations } from './migrations/index.ts';
import { auditModule, chainModule, recordEdit } from './modules/audit/index.ts';
import { blobRoutes, createBlobStore, createUploads } from './modules/blobs/index.ts';
import { boardModule } from './modules/board/index.ts';
import { calendarModule } from './modules/calendar/index.ts';
import { commandsModule, createGiveCommand } from './modules/commands/index.ts';
import { conversationCommands, conversationsModule } from './modules/conversations/index.ts';
import { customersModule } from './modules/customers/index.ts';
import { dayModule } from './modules/day/index.ts';
import { equipmentCommands, equipmentModule } from './modules/equipment/index.ts';
import { answerBadErpAddress, gatewayModule } from './modules/gateway/index.ts';
import { inboundModule } from './modules/inbound/index.ts';
import { costsModule } from './modules/costs/index.ts';
import { jobCommands, jobsModule } from './modules/jobs/index.ts';
import { mapModule } from './modules/map/index.ts';
import { phonesModule } from './modules/phones/index.ts';
import { peopleModule, staffCommands } from './modules/people/index.ts';
import { oldAppModule, retireOldHosts } from './modules/old-app/index.ts';
import { planningModule } from './modules/planning/index.ts';
import { procedureCommands, proceduresModule } from './modules/procedures/index.ts';
import { noticesModule } from './modules/notices/index.ts';
import { positionsModule } from './modules/positions/index.ts';
import { replayModule } from './modules/replay/index.ts';
import { createCourier, createOutbox, createRegistrationBook, createReleases, createSandboxInbox, createSwitches, outboundRoutes, registrationRoutes, releaseRoutes, sandboxRoutes, sendVisitCopy, switchRoutes, tellCustomer, visitMessageText } from './modules/outbound/index.ts';
import { searchModule } from './modules/search/index.ts';
import { openSignIn, recordTheft } from './modules/session/index.ts';
import type { SignIn } from './modules/session/index.ts';
import { techLink } from './modules/tech-link/index.ts';
import { createTemplateBook, templatesModule } from './modules/templates/index.ts';
import { technicianCommands } from './modules/technicians/index.ts';
import { ticketCommands, ticketsModule } from './modules/tickets/index.ts';
import { openVision } from './modules/vision/index.ts';
import type { Readers } from './modules/vision/index.ts';
import { visitCommands, visitsModule, type PendingMessages } from './modules/visits/index.ts';
import { openDoor } from './open-door.ts';
import type { Door } from './open-door.ts';
import { guardAccess } from './platform/access.ts';
import { openAccessLog, recordAccess } from './platform/access-log.ts';
import { takeCspReports } from './platform/csp-reports.ts';
import { refuseCrossSite } from './platform/cross-site.ts';
import { migrate } from './platform/database.ts';
import type { OpenDatabase } from './platform/database.ts';
import { openEventFeed } from './platform/event-feed.ts';
import { createEventLog } from './platform/event-log.ts';
import { eventStream } from './platform/event-stream.ts';
import { reportHealth } from './platform/health.ts';
import type { HubApp } from './platform/hub-app.ts';
import { createKeyShelf } from './platform/key-shelf.ts';
import { keepDoing } from './platform/keep-doing.ts';
import { openLiveSignals } from './platform/live-signals.ts';
import { lateLogger, logOptions, logRequests, requestId } from './platform/log.ts';
import { exposeMetrics } from './platform/metrics.ts';
import { createPeers, hearOnly } from './platform/peers.ts';
import { openNotifications } from './platform/notifications.ts';
import { openSeals } from './platform/open-tokens.ts';
import { describeApi } from './platform/openapi.ts';
import { answerBadAddress, answerBadHttp, answerWithProblems } from './platform/problems.ts';
import { addSecurityHeaders } from './platform/security-headers.ts';
import { createSessionCookie, recognizePeople } from './platform/session-cookie.ts';
import type { SessionCookie } from './platform/session-cookie.ts';
import { createSessions } from './platform/sessions.ts';
import type { Sessions } from './platform/sessions.ts';
import { compressAnswers, servePages } from './platform/static.ts';
import type { HubTools } from './platform/tools.ts';
import { serializeAnswers, validateRequests } from './platform/validation.ts';
import type { Erp } from './vendors/erp/erp.port.ts';
import { openVroom } from './vendors/optimizer/vroom.ts';
import { openOsrm } from './vendors/travel/osrm.ts';
import { openReaders } from './vendors/vision/readers.ts';
import type { OpenGps } from './vendors/gps/gps.port.ts';

const VERSION = '0.1.0';
const LARGEST_BODY = 1024 * 1024;
const LONGEST_PARAMETER = 600; // a name of 140 characters, each of them percent-encoded
const PAGES = fileURLToPath(new URL('../../ops/dist/pwa', import.meta.url));

/** What the hub is made of, already open. */
export interface HubParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly database: OpenDatabase;
  /** For a connection of its own to listen on. */
  readonly connection: PoolConfig;
  readonly erp: Erp;
  /** Where the vans' positions come from; nowhere when left out. */
  readonly gps?: OpenGps;
  /** How far out messages may go; as far as the configuration's signed grant says when left out. */
  readonly door?: Door;
  /** Who reads pictures; the embedded reader, and the cloud's where there is a key, when left out. */
  readonly readers?: Readers;
  /** The module that the planner's threads run; our own when left out. */
  readonly planner?: URL;
  readonly heartbeatMs?: number;
  /** The folder of the built pages; the web app's own when left out. */
  readonly pages?: string;
  /** Takes the log's lines instead of stdout. */
  readonly logStream?: { write(line: string): void };
  /** Answers that do not fit their schema are faults. */
  readonly isStrict?: boolean;
}

/** Puts the hub together and gives it ready to listen. Closing it closes what it opened itself, not its parts. */
export async function buildApp(parts: HubParts): Promise<HubApp> {
  const { config, clock, database, erp } = parts;
  await migrate(database.db, migrations);
  const app = createServer(parts);
  const notifications = await openNotifications(parts.connection, (error) => app.log.warn({ err: error }, 'listening to the database broke'));
  const events = createEventLog(database.db, clock);
  const feed = await openEventFeed(events, notifications, (error) => app.log.error({ err: error }, 'event feed broken'));
  app.addHook('onClose', async () => {
    feed.close();
    await notifications.close();
  });
  const live = openLiveSignals(database.db, notifications);
  const { box, tokens } = await openSeals(config, database.db, clock);
  erp.attribute?.(createKeyShelf({ db: database.db, box, clock }));
  const sessions = createSessions({ db: database.db, clock, notifications, tokens, onReuse: (session) => recordTheft(events, session) });
  const cookie = createSessionCookie(config, clock);
  const site = createFrappeSite({ transport: erp.transport, ...(erp.systemUser === undefined ? {} : { actor: erp.systemUser }) });

  const access = openAccessLog(database.db, (error) => app.log.error({ err: error }, 'the access log could not be written'));
  app.addHook('onClose', () => access.close());
  recordAccess(app, access, clock);
  const tools: HubTools = { config, clock, db: database.db, events, feed, live, sessions, cookie, box, tokens, site, transport: erp.transport };
  const isProxy = createPeers(config.trustProxy);
  if (config.identity.isOnlyFromProxy) hearOnly(app.server, isProxy);
  const signIn = openSignIn(tools, isProxy);
  await layPlatform(app, { config, sessions, cookie, signIn, isStrict: parts.isStrict ?? false });
  await app.register(takeCspReports(clock));
  retireOldHosts(app, config);
  reportHealth(app, { database: () => database.pool.query('select 1'), erp: () => erp.check() });
  await app.register(eventStream({ log: events, feed, live, sessions, heartbeatMs: parts.heartbeatMs ?? 15_000 }));
  await app.register(signIn.routes);
  await registerModules(app, tools, { gps: parts.gps, planner: parts.planner, readers: parts.readers ?? openReaders(config.vision, () => siteDate(clock()).toString()), door: parts.door ?? (await openDoor(config, clock)) });
  await servePages(app, parts.pages ?? PAGES);
  await app.ready();
  return app;
}

function createServer({ config, logStream }: HubParts): HubApp {
  return Fastify({
    logger: logOptions(config.logLevel, logStream),
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (parent, bindings, options) => lateLogger(parent, bindings, options),
    genReqId: requestId,
    bodyLimit: LARGEST_BODY,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    trustProxy: config.trustProxy.length > 0 ? [...config.trustProxy] : false,
    frameworkErrors: (error, request, reply) => (request.url.startsWith('/api/') ? answerBadErpAddress(request, reply) : answerBadAddress(error, request, reply)),
    clientErrorHandler: answerBadHttp,
  }).withTypeProvider();
}

/** What every route stands on. The order matters: hooks run as they are laid, and see only the routes that come after. */
async function layPlatform(app: HubApp, { config, sessions, cookie, signIn, isStrict }: { config: Config; sessions: Sessions; cookie: SessionCookie; signIn: SignIn; isStrict: boolean }): Promise<void> {
  app.removeContentTypeParser('text/plain');
  validateRequests(app);
  serializeAnswers(app, isStrict);
  logRequests(app);
  addSecurityHeaders(app, config);
  answerWithProblems(app);
  await compressAnswers(app);
  await recognizePeople(app, { ...signIn, sessions, carrier: cookie });
  refuseCrossSite(app, config.publicOrigin);
  guardAccess(app);
  exposeMetrics(app, { withProcess: config.mode !== 'test' });
  await describeApi(app, VERSION);
}

interface OpenVendors {
  readonly gps: OpenGps | undefined;
  readonly door: Door;
  readonly planner: URL | undefined;
  readonly readers: Readers;
}

/** One line for each module. */
async function registerModules(app: HubApp, tools: HubTools, { gps, door, planner, readers }: OpenVendors): Promise<void> {
  const outbox = createOutbox({ ...tools, ...door });
  const courier = createCourier({ ...tools, ...door });
  if (door.vendors.length > 0) app.addHook('onClose', keepDoing(() => courier.deliverNext(), (error) => app.log.error({ err: error }, 'a message could not be delivered')));
  const templates = createTemplateBook({ ...tools, ownHosts: door.settings.ownHosts });
  await app.register(templatesModule(tools, { book: templates, ownHosts: door.settings.ownHosts }));
  await app.register(noticesModule(tools, { outbox, templates, isSandbox: door.hand !== undefined }));
  await app.register(outboundRoutes({ outbox }));
  await app.register(registrationRoutes({ book: createRegistrationBook({ ...tools, sender: tools.config.outbound.twilio?.sender }) }));
  await app.register(releaseRoutes({ releases: createReleases({ ...tools, ...door }) }));
  await app.register(switchRoutes({ switches: createSwitches({ ...tools, leave: door.leave }) }));
  await app.register(sandboxRoutes({ outbox, hand: door.hand, messages: createSandboxInbox({ ...tools, outbox }) }));
  await app.register(inboundModule(tools, { outbox, templates, isFromTwilio: door.isFromTwilio, mailjetAuthorizations: door.mailjetAuthorizations }));
  await app.register(techLink({ ...tools, outbox }));
  const photos = createBlobStore(join(tools.config.dataDir, 'blobs'));
  await app.register(blobRoutes({ photos, uploads: createUploads({ folder: join(tools.config.dataDir, 'uploads'), photos, clock: tools.clock }) }));
  const messages: PendingMessages = { cancelForCommand: (command, by) => outbox.cancelForCommand(command, by), tellCustomer: async (message) => tellCustomer(outbox, await templates.wording(), message), sendCopy: (copy) => sendVisitCopy(outbox, copy) };
  const vision = openVision(tools, { readers, photos, onFault: (error) => app.log.error({ err: error }, 'reading broke') });
  await app.register(vision.routes);
  const roads = tools.config.osrmOrigin === undefined ? null : openOsrm({ origin: tools.config.osrmOrigin, now: () => performance.now() });
  const optimizer = tools.config.vroomOrigin === undefined ? null : openVroom({ origin: tools.config.vroomOrigin });
  app.addHook('onClose', async () => {
    await Promise.all([roads?.close(), optimizer?.close()]);
  });
  const give = createGiveCommand(tools, { ...ticketCommands(tools), ...jobCommands(tools), ...visitCommands(tools, { photos, messages }), ...equipmentCommands(tools), ...technicianCommands(tools), ...conversationCommands(tools, { outbox }), ...procedureCommands(tools), ...staffCommands(tools), ...vision.commands });
  await app.register(commandsModule(give));
  await app.register(ticketsModule(tools));
  await app.register(jobsModule(tools));
  await app.register(costsModule(tools));
  await app.register(visitsModule(tools, async (message) => visitMessageText(await templates.wording(), message)));
  await app.register(equipmentModule(tools));
  await app.register(customersModule(tools));
  await app.register(conversationsModule(tools));
  await app.register(searchModule(tools));
  await app.register(boardModule(tools));
  await app.register(calendarModule(tools));
  await app.register(peopleModule(tools));
  await app.register(planningModule(tools, { give, roads, optimizer, thread: planner, wording: () => templates.wording() }));
  await app.register(positionsModule(tools, gps));
  await app.register(phonesModule(tools));
  await app.register(mapModule(tools));
  await app.register(replayModule(tools));
  await app.register(dayModule(tools));
  await app.register(oldAppModule(tools));
  await app.register(proceduresModule(tools));
  await app.register(auditModule(tools));
  await app.register(chainModule(tools));
  await app.register(gatewayModule({ transport: tools.transport, onWritten: (written) => recordEdit(tools.events, written) }));
}
