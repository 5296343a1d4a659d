import { computed } from 'vue';
import { isVisitOver } from '@gigafibre/contracts';
import type { CatalogueItem, PartLine } from '@gigafibre/contracts';
import { useFieldDay } from './use-field-day.ts';

/** A part that a technician may use: what it is, what it costs and how much is left in the van. */
export interface VanPart extends CatalogueItem {
  readonly left: number;
}

const folded = (text: string): string => text.trim().toUpperCase().replaceAll(/[\s-]/g, '');

/** The van's parts as they are after everything done on this phone, with the catalogue's words and prices. */
export function useVan() {
  const { field, visits } = useFieldDay();
  const items = computed<readonly CatalogueItem[]>(() => field.day.catalogue?.items ?? []);
  /** What the hub booked out of the van when a visit ended is no longer in its count. */
  const isBooked = (name: string): boolean => field.day.snapshot?.day.visits.some(({ visit }) => visit.name === name && isVisitOver(visit.status)) ?? false;
  const used = computed(() => {
    const sums = new Map<string, number>();
    for (const { visit, work } of visits.value) {
      if (!isBooked(visit.name)) for (const { item, quantity } of work?.parts ?? []) sums.set(item, (sums.get(item) ?? 0) + quantity);
    }
    return sums;
  });
  const parts = computed<readonly VanPart[]>(() => {
    const loaded = new Map((field.day.vanParts?.parts ?? []).map(({ item, quantity }) => [item, quantity]));
    return items.value.filter(({ kind }) => kind === 'part').map((item) => ({ ...item, left: Math.round(((loaded.get(item.item) ?? 0) - (used.value.get(item.item) ?? 0)) * 100) / 100 }));
  });
  const item = (code: string): CatalogueItem | undefined => items.value.find((each) => each.item === code);
  return {
    parts,
    /** A line with the catalogue's words, for one that was kept before the hub has seen it. */
    named: (line: PartLine): PartLine => ({ ...line, label: line.label || (item(line.item)?.label ?? line.item), unit: line.unit || (item(line.item)?.unit ?? '') }),
    /** What a scanned or typed code stands for among the parts. */
    findPart: (code: string): VanPart | undefined => parts.value.find((part) => folded(part.item) === folded(code)),
  };
}
