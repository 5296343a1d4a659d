import { computed, onScopeDispose, ref, watch } from 'vue';
import type { CommandPayload } from '@gigafibre/contracts';
import { closingText } from './closing-text.ts';
import { useFieldVisit } from './use-field-visit.ts';
import { useVan } from './use-van.ts';
import { useVisitWork } from './use-visit-work.ts';

const siteDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto' });
const dayOf = (instant: string | null | undefined): string => (typeof instant === 'string' ? siteDay.format(new Date(instant)) : '');

const encoder = new TextEncoder();

/** SHA-256 of a text's UTF-8, lower-case hexadecimal. */
export async function textSha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', encoder.encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** How a visit ends: the summary in the customer's language, his name under it, his copy, and the end itself. */
export function useClosing(name: () => string) {
  const visit = useFieldVisit(name);
  const { field, found, version, proof, keep } = visit;
  const spent = useVisitWork(name);
  const van = useVan();
  const next = ref('');
  const sendCopy = ref(true);
  const shownSha256 = ref('');
  const drawing = ref<string>();
  const language = computed(() => found.value?.customer.language ?? 'fr');
  const showsPrices = computed(() => field.day.day?.technician.isSubcontractor !== true);

  const text = computed(() => {
    if (found.value === undefined) return '';
    const devices = found.value.equipment.filter(({ installedOn }) => installedOn !== null && installedOn === dayOf(found.value?.visit.arrivedAt));
    const technician = field.day.day?.technician.displayName ?? '';
    return closingText({ found: found.value, technician, parts: spent.work.value.parts.map(van.named), devices, fixes: spent.work.value.fixes, next: next.value, showsPrices: showsPrices.value }, language.value);
  });
  const signature = computed(() => spent.work.value.signature);
  /** Somebody signed, and what he signed is no longer what is shown. */
  const isVoid = computed(() => signature.value !== null && shownSha256.value !== '' && signature.value.textSha256 !== shownSha256.value);

  async function hash(shown: string): Promise<void> {
    const sha256 = await textSha256(shown);
    if (shown === text.value) shownSha256.value = sha256;
  }
  async function draw(photo: string | null | undefined): Promise<void> {
    const kept = photo === undefined || photo === null ? undefined : await field.photos.read(photo);
    if (drawing.value !== undefined) URL.revokeObjectURL(drawing.value);
    drawing.value = kept === undefined ? undefined : URL.createObjectURL(new Blob([kept.bytes], { type: kept.mediaType }));
  }
  watch(text, (shown) => void hash(shown), { immediate: true });
  watch(() => signature.value?.photo, (photo) => void draw(photo), { immediate: true });
  onScopeDispose(() => {
    if (drawing.value !== undefined) URL.revokeObjectURL(drawing.value);
  });

  async function sign(signer: string, png: Blob): Promise<void> {
    const shown = text.value;
    const photo = await field.photos.keep(field.identity?.technician ?? '', { bytes: await png.arrayBuffer(), mediaType: 'image/png' });
    await keep('visit.sign', { visit: name(), text: shown, textSha256: await textSha256(shown), signer, photo });
  }
  async function refuse(reason: string): Promise<void> {
    await keep('visit.unsigned', { visit: name(), text: text.value, textSha256: await textSha256(text.value), reason });
  }
  const time = computed(() => ({ travel: spent.measured.value.travel, work: spent.measured.value.work, pause: spent.measured.value.pause }));

  async function finish(note: string): Promise<void> {
    const closing = { text: text.value, textSha256: await textSha256(text.value), language: language.value, time: time.value, sendCopy: sendCopy.value };
    const payload: CommandPayload<'visit.complete'> = { visit: name(), ...version.value, steps: proof(), closing, ...(note === '' ? {} : { note }) };
    await keep('visit.complete', payload);
  }
  return { ...visit, ...spent, isFull: visit.isFull, next: visit.next, nextSteps: next, sendCopy, text, signature, isVoid, drawing, showsPrices, sign, refuse, finish };
}
