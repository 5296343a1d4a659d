import { Problem, type DeviceAnswer, type Principal } from '@gigafibre/contracts';
import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import type { Person } from '../commands/index.ts';
import { siteFor } from '../book/index.ts';
import { createVisitBook } from '../visits/index.ts';
import { lookUpDevice } from './device-lookup.service.ts';
import { createEquipmentBook } from './equipment.erp.ts';
import { equipmentRoutes } from './equipment.routes.ts';
import { createEquipmentCommands } from './equipment.service.ts';
import { createDeviceCards } from './device-cards.erp.ts';
import { readDeviceCard } from './device-cards.service.ts';
import { deviceCardRoutes } from './device-cards.routes.ts';
import { createReceiving } from './receive.service.ts';
import { createSwap } from './swap.service.ts';
import { createOwnPlaces } from './own-places.erp.ts';

type Needs = Pick<HubTools, 'site' | 'clock'>;

/** What devices do on command. */
export const equipmentCommands = ({ site }: Pick<Needs, 'site'>) => {
  const booksFor = (person: Person) => ({ visits: createVisitBook(siteFor(site, person)), equipment: createEquipmentBook(siteFor(site, person)) });
  return { ...createEquipmentCommands(booksFor), ...createSwap(booksFor), ...createReceiving((person) => booksFor(person).equipment) };
};

export const equipmentModule =
  ({ site, clock }: Needs): HubPlugin =>
  async (app) => {
    deviceCardRoutes(app, async (principal, code, which) => {
      const own = siteFor(site, principal);
      return readDeviceCard({ book: createEquipmentBook(own), places: createOwnPlaces(own, clock), cards: createDeviceCards(own) }, { principal, code, which });
    });
    equipmentRoutes(app, {
      async card(principal, serial) {
        const card = await createEquipmentBook(siteFor(site, principal)).findCard(serial);
        if (card === undefined) throw new Problem('equipment_unknown', { facts: { serial } });
        return card;
      },
      device: (principal, code, visit) => device({ site, clock }, principal, { code, visit }),
    });
  };

/** What a person may know of the device with a code: a technician of his own places, the office all of it. */
export const deviceFor =
  ({ site, clock }: Needs) =>
  async (principal: Principal, code: string, visit: string | undefined): Promise<DeviceAnswer> => {
    if (principal.kind === 'technician') return device({ site, clock }, principal, { code, visit });
    const book = createEquipmentBook(siteFor(site, principal));
    const known = await book.findByCode(code);
    const card = known && (await book.findCard(known.serial));
    if (known === undefined || card === undefined) return { found: 'unknown', serial: code };
    return { found: known.status === 'Active' && known.customer !== null ? 'here' : 'free', card };
  };

async function device({ site, clock }: Needs, principal: Principal, { code, visit }: { code: string; visit: string | undefined }): Promise<DeviceAnswer> {
  if (principal.kind !== 'technician') throw new Problem('forbidden');
  const own = siteFor(site, principal);
  return lookUpDevice(createEquipmentBook(own), createOwnPlaces(own, clock), { code, visit, technician: principal.technician });
}
