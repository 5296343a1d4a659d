import { useI18n } from 'vue-i18n';
import type { DeviceCard, DeviceCardName } from '@gigafibre/contracts';
import type { Formats } from '../../ui/format.ts';
import { mapAddress, useNavigation } from './use-navigation.ts';

/** One line of a card. */
export interface CardRow {
  readonly label: string;
  readonly value: string;
  readonly isCode?: boolean;
}
/** What a card says: lines, and what can be done with one tap. Nothing to say is told in words. */
export interface CardText {
  readonly rows: readonly CardRow[];
  readonly links: readonly { readonly kind: 'call' | 'navigate'; readonly href: string }[];
}
type Texts = { readonly [Which in DeviceCardName]: (card: DeviceCard<Which>) => CardText };

const rowsOf = (...rows: readonly (CardRow | undefined)[]): CardRow[] => rows.filter((row): row is CardRow => row !== undefined && row.value !== '');
const only = (rows: readonly CardRow[]): CardText => ({ rows, links: [] });
const NOTHING: CardText = only([]);

/** The words of the seven cards. */
export function useDeviceRows(formats: () => Formats): Texts {
  const words = useI18n();
  const { t } = words;
  const { map } = useNavigation();
  /** The ERP's own word stands where ours is missing. */
  const word = (kind: 'status' | 'events' | 'categories' | 'onu' | 'ticketStatus' | 'jobStatus' | 'subscriptionStatus', of: string): string => (words.te(`tech.device.${kind}.${of}`) ? t(`tech.device.${kind}.${of}`) : of);
  const label = (name: string): string => t(`tech.device.${name}`);
  const reading = (read: DeviceCard<'equipment'>['equipment']['reading']): string =>
    read === null ? '' : [read.rxPowerDbm === null ? '' : formats().dbm(read.rxPowerDbm), word('onu', read.onuState), formats().moment(read.at)].filter((part) => part !== '').join(' · ');

  const movementRow = ({ at, event, from, to, counterpart }: DeviceCard<'equipment'>['movements'][number]): CardRow => ({
    label: formats().date(at),
    value: [word('events', event), [from, to].filter((place) => place !== '').join(' → '), counterpart === null ? '' : t('tech.device.counterpart', { serial: counterpart })].filter((part) => part !== '').join(' · '),
  });

  return {
    equipment: ({ equipment, wifiName, movements }) =>
      only(rowsOf(
        { label: label('kind'), value: [word('categories', equipment.category), equipment.brand, equipment.model].filter((part) => part !== '').join(' ') },
        { label: label('state'), value: word('status', equipment.status) },
        { label: label('serial'), value: equipment.serial, isCode: true },
        { label: label('mac'), value: equipment.macAddress, isCode: true },
        { label: label('wifi'), value: wifiName },
        equipment.installedOn === null ? undefined : { label: label('installed'), value: formats().plainDate(equipment.installedOn) },
        equipment.warrantyUntil === null ? undefined : { label: label('warranty'), value: formats().plainDate(equipment.warrantyUntil) },
        ...movements.map(movementRow),
      )),
    customer: (card) => (card === null ? NOTHING : { rows: rowsOf({ label: label('name'), value: card.customerName }, { label: label('phone'), value: formats().phone(card.phone) }), links: card.phone === '' ? [] : [{ kind: 'call', href: `tel:${card.phone}` }] }),
    location: (card) =>
      card === null
        ? NOTHING
        : { rows: rowsOf({ label: label('place'), value: card.label }, { label: label('gate'), value: card.gateCode, isCode: true }, { label: label('access'), value: card.accessNotes }, card.hasDog ? { label: label('beware'), value: t('tech.visit.dog') } : undefined), links: [{ kind: 'navigate', href: mapAddress(card, map.value) }] },
    subscription: (cards) => only(cards.map(({ planName, status, speedDown, speedUp }) => ({ label: word('subscriptionStatus', status), value: t('tech.device.plan', { plan: planName, down: speedDown, up: speedUp }) }))),
    tickets: (cards) => only(cards.map(({ name, subject, status, openedAt }) => ({ label: `${formats().date(openedAt)} · ${word('ticketStatus', status)}`, value: `${name} · ${subject}` }))),
    jobs: (cards) => only(cards.map(({ subject, status, at }) => ({ label: `${formats().date(at)} · ${word('jobStatus', status)}`, value: subject }))),
    olt: (card) =>
      card === null
        ? NOTHING
        : only(rowsOf(
            { label: label('olt'), value: card.olt, isCode: true },
            { label: label('pon'), value: card.onuId === null ? card.ponPort : `${card.ponPort} · ONU ${String(card.onuId)}`, isCode: true },
            { label: label('gpon'), value: card.gponSerial, isCode: true },
            { label: label('terminal'), value: card.terminal === '' ? '' : t('tech.visit.terminal', { terminal: card.terminal, port: card.terminalPort ?? '—' }) },
            { label: label('reading'), value: reading(card.reading) },
          )),
  };
}
