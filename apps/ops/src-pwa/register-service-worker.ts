import { registerServiceWorker } from '../src/app/service-worker.ts';
import { trustOwnScripts } from '../src/app/trusted-types.ts';

trustOwnScripts();
registerServiceWorker(import.meta.env.QUASAR_SERVICE_WORKER_FILE);
