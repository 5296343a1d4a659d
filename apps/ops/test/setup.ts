import { config } from '@vue/test-utils';
import { Quasar } from 'quasar';
import { i18n } from '../src/app/i18n.ts';

// Quasar reads it when it is loaded; happy-dom has none.
if (!('orientation' in window.screen)) {
  Object.defineProperty(window.screen, 'orientation', { configurable: true, value: Object.assign(new EventTarget(), { type: 'landscape-primary', angle: 0 }) });
}
config.global.plugins = [[Quasar, {}], i18n];
