import { MapSource } from '@gigafibre/contracts';
import { staff } from '../../platform/access.ts';
import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';

/** `GET /v1/map`: which map the office's screens draw. The browser's policy lets it reach these origins and no others. */
export const mapModule =
  ({ config }: Pick<HubTools, 'config'>): HubPlugin =>
  async (app) => {
    app.get('/v1/map', { config: staff, schema: { tags: ['positions'], summary: 'Which map to draw', response: { 200: MapSource } } }, async () => config.map.source);
  };
