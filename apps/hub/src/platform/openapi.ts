import swagger from '@fastify/swagger';
import { anyone } from './access.ts';
import type { HubApp } from './hub-app.ts';

/** `/openapi.json`, made from the routes' schemas. */
export async function describeApi(app: HubApp, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Gigafibre FSM hub', version },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'session' } } },
      security: [{ session: [] }],
    },
    transform: ({ schema, url, route }) => {
      const access = route.config?.access;
      const roles = access === 'anyone' ? { security: [] } : { 'x-roles': access };
      return { schema: { ...schema, ...roles }, url };
    },
  });
  app.get('/openapi.json', { schema: { hide: true }, config: anyone }, async () => app.swagger());
}
