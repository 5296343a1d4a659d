import './storage-stand-in.ts';
import type { App } from 'vue';
import type { Router } from 'vue-router';
import { whenSignedOut } from '../api/http.ts';
import { useConnectionStore } from '../stores/connection.ts';
import { useSessionStore } from '../stores/session.ts';
import { i18n, startingLanguage, switchLanguage } from './i18n.ts';
import { applyTheme } from './theme.ts';
import { trustOwnScripts } from './trusted-types.ts';

interface Boot {
  app: App;
  router: Router;
}

// eslint-disable-next-line no-restricted-syntax -- Quasar's entry calls the default export of a boot file
export default async function boot({ app, router }: Boot): Promise<void> {
  trustOwnScripts();
  applyTheme();
  app.use(i18n);
  await switchLanguage(startingLanguage());
  useConnectionStore().watch();
  whenSignedOut(() => {
    const session = useSessionStore();
    const here = router.currentRoute.value;
    if (here.meta.audience === 'staff') session.expire(); // the page stays, with what was typed in it
    else session.forget();
  });
}
