import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { readEquipment } from '../../api/office.ts';
import { useCard } from '../../app/use-card.ts';
import { useFormats } from '../../app/use-formats.ts';

/** One device: what it is, where it is, what the line says, and where it has been. */
export function useEquipment() {
  const { t } = useI18n();
  const formats = useFormats();
  const shown = useCard({ param: 'serial', read: readEquipment, concerns: (event, name) => event.related.equipment === name || event.subject.name === name });

  const identity = computed(() => {
    const card = shown.card.value;
    if (card === undefined) return [];
    const { equipment } = card;
    const date = (day: string | null): string => (day === null ? '' : formats.value.plainDate(day));
    return [
      { label: t('equipment.column.category'), value: t(`trade.category.${equipment.category}`) },
      { label: t('equipment.column.model'), value: [equipment.brand, equipment.model].filter(Boolean).join(' ') },
      { label: t('equipment.column.serial'), value: equipment.serial, isCode: true },
      { label: t('equipment.gpon'), value: card.gponSerial, isCode: true },
      { label: t('equipment.column.mac'), value: equipment.macAddress, isCode: true },
      { label: t('equipment.wifi'), value: card.wifiName },
      { label: t('equipment.installed'), value: date(equipment.installedOn) },
      { label: t('equipment.warranty'), value: date(equipment.warrantyUntil) },
    ].filter((fact) => fact.value !== '');
  });
  const network = computed(() => {
    const card = shown.card.value;
    if (card === undefined) return [];
    return [
      { label: t('equipment.olt'), value: card.olt, isCode: true },
      { label: t('equipment.pon'), value: card.ponPort, isCode: true },
      { label: t('equipment.onu'), value: card.onuId === null ? '' : String(card.onuId), isCode: true },
    ].filter((fact) => fact.value !== '');
  });

  return { ...shown, identity, network };
}
