import { version } from '../version.js';
import type { ControlRoute, Schema } from './route.js';

/** The control plane's OpenAPI 3.1 document, made from the very table the routes are served from. */
export function openApiDocument(routes: readonly ControlRoute[], prefix: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const entry of routes) {
    const path = prefix + entry.path.replaceAll(/:(\w+)/g, '{$1}');
    const operations = (paths[path] ??= {});
    operations[entry.method.toLowerCase()] = {
      operationId: operationId(entry),
      tags: [entry.tag],
      summary: entry.summary,
      parameters: [...parameters('path', entry.params), ...parameters('query', entry.query)],
      ...(entry.body && {
        requestBody: {
          content: { 'application/json': { schema: entry.body }, 'application/yaml': { schema: entry.body } },
        },
      }),
      responses: {
        200: {
          description: entry.returns,
          content: { 'application/json': { schema: entry.response ?? {} } },
        },
        '4XX': {
          description: 'A mistake in the request, with what to do about it',
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: { error: { type: 'object', properties: { message: { type: 'string' } } } },
              },
            },
          },
        },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'iletimerkezi-emulator control plane', version },
    paths,
  };
}

function operationId({ method, path }: ControlRoute): string {
  const words = path.split(/\W+/).filter(Boolean);
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function parameters(place: 'path' | 'query', schema: Schema | undefined) {
  const properties = schema?.['properties'];
  const required = schema?.['required'];
  return Object.entries(properties ?? {}).map(([name, member]: [string, unknown]) => ({
    name,
    in: place,
    required: Array.isArray(required) && required.includes(name),
    schema: member,
  }));
}
