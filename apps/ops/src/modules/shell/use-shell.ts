import { computed, onMounted, onUnmounted, ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRoute, useRouter } from 'vue-router';
import { followEvents } from '../../api/events.ts';
import { switchLanguage, type AppLanguage } from '../../app/i18n.ts';
import { canUpdate, openUpdate } from '../../app/service-worker.ts';
import { applyTheme, theme, type Theme } from '../../app/theme.ts';
import { useConnectionStore } from '../../stores/connection.ts';
import { useSessionStore } from '../../stores/session.ts';
import { iconBoard, iconCustomers, iconDark, iconEquipment, iconInvoice, iconLanguage, iconLight, iconLogout, iconMessages, iconOutbox, iconPerson, iconProcedure, iconReplay, iconSystem, iconTicket } from '../../ui/icons.ts';
import type { PaletteCommand } from '../palette/index.ts';

const ROOMS = [
  { name: 'board', path: '/ops/board', icon: iconBoard },
  { name: 'replay', path: '/ops/replay', icon: iconReplay },
  { name: 'customers', path: '/ops/customers', icon: iconCustomers },
  { name: 'tickets', path: '/ops/tickets', icon: iconTicket },
  { name: 'equipment-list', path: '/ops/equipment', icon: iconEquipment },
  { name: 'invoices', path: '/ops/invoices', icon: iconInvoice },
  { name: 'messages', path: '/ops/messages', icon: iconMessages },
  { name: 'outbox', path: '/ops/outbox', icon: iconOutbox },
  { name: 'procedures', path: '/ops/procedures', icon: iconProcedure },
  { name: 'people', path: '/ops/people', icon: iconPerson },
] as const;
const LOOKS = [
  { theme: 'light', icon: iconLight },
  { theme: 'dark', icon: iconDark },
  { theme: 'system', icon: iconSystem },
] as const;

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** The office's frame: where one can go, who is there, and what the whole screen obeys. */
export function useShell() {
  const { t, locale } = useI18n();
  const route = useRoute();
  const router = useRouter();
  const session = useSessionStore();
  const connection = useConnectionStore();
  const isPaletteOpen = ref(false);

  const rooms = computed(() => ROOMS.filter(({ name }) => name !== 'people' || session.hasRole('dispatcher') || session.hasRole('admin')));
  const items = computed(() => rooms.value.map((room) => ({ ...room, label: t(`shell.nav.${room.name}`), isHere: route.path.startsWith(room.path) })));
  const displayName = computed(() => session.current?.displayName ?? '');
  const role = computed(() => (session.current?.roles ?? []).map((each) => t(`shell.role.${each}`)).join(', '));
  const language = computed(() => locale.value as AppLanguage);

  const setLanguage = (next: AppLanguage): void => void switchLanguage(next);
  const setTheme = (next: Theme): void => {
    applyTheme(next);
  };
  async function leave(): Promise<void> {
    const next = await session.signOut();
    if (next === undefined) await router.push('/ops/sign-in');
    else window.location.assign(next);
  }

  const commands = computed<PaletteCommand[]>(() => [
    ...rooms.value.map(({ name, icon }) => ({ id: `go-${name}`, label: t('shell.command.goTo', { where: t(`shell.nav.${name}`) }), icon, act: () => void router.push({ name }) })),
    { id: 'new-ticket', label: t('shell.command.newTicket'), icon: iconTicket, act: () => void router.push({ name: 'tickets', query: { new: '1' } }) },
    ...LOOKS.map(({ theme: look, icon }) => ({ id: `theme-${look}`, label: t(`shell.command.theme.${look}`), icon, act: () => setTheme(look) })),
    { id: 'language', label: t('shell.command.language'), icon: iconLanguage, act: () => setLanguage(language.value === 'fr' ? 'en' : 'fr') },
    { id: 'sign-out', label: t('shell.account.signOut'), icon: iconLogout, act: () => void leave() },
  ]);

  function onKey(event: KeyboardEvent): void {
    const isCommand = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
    const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !isTyping(event.target);
    if (!isCommand && !isSlash) return;
    event.preventDefault();
    isPaletteOpen.value = true;
  }

  let feed: { close(): void } | undefined;
  onMounted(() => {
    window.addEventListener('keydown', onKey);
    feed = followEvents({ onEvent: () => connection.streamIs(true), onState: (open) => connection.streamIs(open) });
  });
  onUnmounted(() => {
    window.removeEventListener('keydown', onKey);
    feed?.close();
  });

  return { t, items, displayName, role, language, theme, connection, canUpdate, openUpdate, commands, isPaletteOpen, isExpired: computed(() => session.isExpired), setLanguage, setTheme, leave };
}
