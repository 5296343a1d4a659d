import { createPinia } from 'pinia';

// eslint-disable-next-line no-restricted-syntax -- Quasar's entry imports the default export of this file
export default createPinia();
