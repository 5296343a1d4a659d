import { computed, ref, shallowRef, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { TemplateDetail, TemplatePreview, TemplateTexts } from '@gigafibre/contracts';
import { draftTemplate, previewTemplate, publishTemplate, readTemplate, readTemplates, readTemplateVisits } from '../../api/messages-office.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useDeed } from '../../app/use-deed.ts';
import { useLive } from '../../app/use-live.ts';
import { useReadAge } from '../../app/use-read-age.ts';
import { useSessionStore } from '../../stores/session.ts';

const TYPING_MS = 300;
const NOTHING: TemplateTexts = { fr: { subject: '', body: '' }, en: { subject: '', body: '' } };
const copyOf = ({ fr, en }: TemplateTexts): TemplateTexts => ({ fr: { ...fr }, en: { ...en } });

/** What we say to customers: the list, and the one on show with its versions. */
export function useTemplates() {
  const route = useRoute();
  const router = useRouter();
  const session = useSessionStore();
  const list = useAsk(readTemplates);
  const templates = computed(() => list.data.value?.templates ?? []);
  const name = computed(() => (typeof route.query['name'] === 'string' ? route.query['name'] : undefined));
  const shown = useAsk(async (signal): Promise<TemplateDetail | undefined> => (name.value === undefined ? undefined : readTemplate(name.value, signal)));
  const { isBusy, problem, attempt } = useDeed();
  const editor = useEditor(computed(() => shown.data.value));

  watch(name, () => {
    shown.data.value = undefined;
    void shown.reload();
  }, { immediate: true });
  useLive((event) => event.type.startsWith('template.'), () => void Promise.all([list.reload(), shown.reload()]));
  void list.reload();

  async function act(deed: (template: string) => Promise<TemplateDetail>): Promise<void> {
    const { value: template } = name;
    if (template === undefined) return;
    const changed = await attempt(() => deed(template));
    if (changed !== undefined) shown.data.value = changed;
    await list.reload();
  }
  return {
    ...{ templates, name, phase: list.phase, data: list.data, reload: list.reload, ...useReadAge(list) },
    ...{ shown: shown.data, isBusy, problem, ...editor },
    canPublish: computed(() => session.hasRole('admin')),
    canEdit: computed(() => session.hasRole('agent', 'dispatcher', 'admin')),
    show: (chosen: string | undefined): void => void router.replace({ query: chosen === undefined ? {} : { name: chosen } }),
    keep: (): Promise<void> => act((template) => draftTemplate(template, { texts: editor.texts.value, note: editor.note.value.trim() })),
    publish: (version: number): Promise<void> => act((template) => publishTemplate(template, version)),
  };
}

/** A version being written, read back as customers would read it while one types. */
function useEditor(shown: Readonly<{ value: TemplateDetail | undefined }>) {
  const texts = ref<TemplateTexts>(copyOf(NOTHING));
  const note = ref('');
  const visit = ref('');
  const preview = shallowRef<TemplatePreview>();
  const visits = useAsk(readTemplateVisits);
  const asked = useAsk(async (signal) => (shown.value === undefined ? undefined : previewTemplate(shown.value.name, { texts: texts.value, ...(visit.value !== '' && { visit: visit.value }) }, signal)));
  void visits.reload();

  const newest = computed(() => shown.value?.versions[0]);
  watch(() => [shown.value?.name, newest.value?.version], () => {
    texts.value = copyOf(newest.value?.texts ?? NOTHING);
    note.value = '';
  });
  let typing: ReturnType<typeof setTimeout> | undefined;
  watch([texts, visit, () => shown.value?.name], () => {
    clearTimeout(typing);
    typing = setTimeout(() => void asked.reload(), TYPING_MS);
  }, { deep: true });
  watch(asked.data, (answer) => {
    preview.value = answer;
  });
  const isChanged = computed(() => JSON.stringify(texts.value) !== JSON.stringify(newest.value?.texts ?? NOTHING));
  return { texts, note, visit, preview, isChanged, visits: computed(() => visits.data.value?.visits ?? []), load: (version: { texts: TemplateTexts }): void => void (texts.value = copyOf(version.texts)) };
}
