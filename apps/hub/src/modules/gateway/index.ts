import type { Transport } from '@gigafibre/frappe';
import type { HubPlugin } from '../../platform/hub-app.ts';
import { answerBadErpAddress, gatewayRoutes } from './gateway.routes.ts';
import { createGateway, type Written } from './gateway.service.ts';

export interface GatewayOptions {
  /** The way to the ERP: HTTP or in process. */
  readonly transport: Transport;
  /** Told of every accepted change, so that it enters the event log. */
  readonly onWritten?: (written: Written) => Promise<void>;
}

/** The ERP's own addresses (`/api/resource`, `/api/method`), for the office, through a policy. */
export const gatewayModule = ({ transport, onWritten }: GatewayOptions): HubPlugin => async (app) => gatewayRoutes(app, createGateway(transport, onWritten));

export { answerBadErpAddress };
export type { Written };
