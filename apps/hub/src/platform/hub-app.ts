import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Our Fastify: request and answer types come from the routes' TypeBox schemas. */
export type HubApp = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, TypeBoxTypeProvider>;

/** What a module's front door gives for its dependencies: registered in app.ts, one line each. */
export type HubPlugin = (app: HubApp) => Promise<void>;
