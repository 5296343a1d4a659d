import { registerServiceWorker } from '../src/app/service-worker.ts';

registerServiceWorker(import.meta.env.QUASAR_SERVICE_WORKER_FILE);
