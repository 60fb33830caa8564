// Builds the OpenAPI 3.1 document from the route descriptions alone: no server or database is needed.
import { OpenAPIHono } from '@hono/zod-openapi';
import { allRoutes } from './registry.ts';

export const version = '0.1.0';

export function openApiDocument(serverUrl = '/') {
  const app = new OpenAPIHono();
  for (const route of allRoutes) app.openAPIRegistry.registerPath(route);
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A person’s session token, or an embed token.',
  });
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Kith',
      version,
      description: 'The CRM that lives where people already work.',
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
    },
    servers: [{ url: serverUrl }],
  });
}
