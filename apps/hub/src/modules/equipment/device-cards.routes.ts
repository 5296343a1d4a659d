import { DEVICE_CARD_NAMES, DEVICE_CARDS, Name, type DeviceCard, type DeviceCardName, type Principal } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { signedIn } from '../../platform/access.ts';
import type { HubApp } from '../../platform/hub-app.ts';

type ReadCard = (principal: Principal, code: string, which: DeviceCardName) => Promise<DeviceCard<DeviceCardName>>;

/** `GET /v1/devices/:serial/cards/…`, one address for each card: what one of them takes or lacks is nothing to the others. */
export function deviceCardRoutes(app: HubApp, read: ReadCard): void {
  for (const which of DEVICE_CARD_NAMES) {
    app.get(
      `/v1/devices/:serial/cards/${which}`,
      { config: signedIn, schema: { tags: ['equipment'], summary: `The card « ${which} » of a device`, params: Type.Object({ serial: Name }), response: { 200: DEVICE_CARDS[which] } } },
      async ({ principal, params }, reply) => reply.send((await read(principal, params.serial, which)) as never),
    );
  }
}
