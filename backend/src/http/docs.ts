// Owns the reference page at /docs: plain HTML made from the OpenAPI document, so that it needs no script and no other host.
import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { z } from 'zod';
import { openApiDocument } from './openapi.ts';

const Schema = z.unknown();
const Content = z.record(z.string(), z.object({ schema: Schema })).default({});
const Operation = z.object({
  tags: z.array(z.string()),
  operationId: z.string(),
  summary: z.string(),
  description: z.string().optional(),
  security: z.array(z.unknown()).optional(),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.string(),
        required: z.boolean().default(false),
        schema: z.looseObject({ description: z.string().optional() }),
      }),
    )
    .default([]),
  requestBody: z.object({ content: Content }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: Content })),
});
type Operation = z.infer<typeof Operation>;
const Document = z.object({
  info: z.object({ title: z.string(), version: z.string(), description: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ schemas: z.record(z.string(), Schema) }),
});

const css = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h3 { margin: 2.5rem 0 0.25rem; } h3 code { font-size: 0.95rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: start; vertical-align: top; padding: 0.25rem 0.75rem 0.25rem 0; }
th { font-weight: 600; white-space: nowrap; } pre { overflow-x: auto; padding: 0.75rem; border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 6px; }
nav ul { columns: 16rem; padding: 0; list-style: none; }
`;

/** Nothing but the page's own style may load. */
export const docsPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(css).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** Renders the page. It is the same for everybody: make it once. */
export function docsPage(): string {
  const { info, paths, components } = Document.parse(openApiDocument());
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))];
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${info.title} API ${info.version}</title><style>${raw(css)}</style></head><body>
<h1>${info.title} API ${info.version}</h1>
<p>${info.description} Everything here is made from <a href="/openapi.json">openapi.json</a>.</p>
<nav aria-label="Operations"><ul>${operations.map(({ operation }) => html`<li><a href="#${operation.operationId}">${operation.summary}</a></li>`)}</ul></nav>
<main>${tags.map((tag) => html`<h2>${tag}</h2>${operations.filter(({ operation }) => operation.tags.includes(tag)).map(section)}`)}
<h2>Shapes</h2>${Object.entries(components.schemas).map(([name, schema]) => html`<h3 id="${name}">${name}</h3>${shape(schema)}`)}</main>
</body></html>`;
  return String(page);
}

function section({ path, method, operation }: { path: string; method: string; operation: Operation }) {
  const { operationId, summary, description, security, parameters, requestBody, responses } = operation;
  return html`<section id="${operationId}"><h3>${summary}</h3><p><code>${method} ${path}</code>${security ? '' : ' No credential needed.'}</p>
${description ? html`<p>${description}</p>` : ''}
${parameters.length === 0 ? '' : html`<table>${parameters.map((one) => html`<tr><th><code>${one.name}</code></th><td>${one.in}${one.required ? ', required' : ''}</td><td>${one.schema.description ?? ''}</td></tr>`)}</table>`}
${requestBody ? html`<p>Body:</p>${bodies(requestBody.content)}` : ''}
<table>${Object.entries(responses).map(([status, { description: words, content }]) => html`<tr><th>${status}</th><td>${words} ${bodies(content)}</td></tr>`)}</table></section>`;
}

const bodies = (content: z.infer<typeof Content>) => Object.values(content).map(({ schema }) => shape(schema));

/** A named shape as a link, any other as JSON. */
function shape(schema: unknown) {
  const named = z.object({ $ref: z.string() }).safeParse(schema);
  const name = named.data?.$ref.split('/').at(-1);
  return name ? html`<a href="#${name}">${name}</a>` : html`<pre>${JSON.stringify(schema, null, 2)}</pre>`;
}
