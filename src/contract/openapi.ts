import { z } from "zod";
import * as content from "#content/index.ts";
import * as guide from "#guide/index.ts";
import * as form from "#kinds/form.ts";
import * as accounts from "./accounts.ts";
import * as discussions from "./discussions.ts";
import { type AnyEndpoint, KB } from "./endpoint.ts";
import * as entities from "./entities.ts";
import * as forms from "./forms.ts";
import * as guideDrafts from "./guide-drafts.ts";
import * as guides from "./guides.ts";
import * as home from "./home.ts";
import * as imports from "./imports.ts";
import { contract } from "./index.ts";
import * as items from "./items.ts";
import * as keys from "./keys.ts";
import * as notices from "./notices.ts";
import * as people from "./people.ts";
import * as projects from "./projects.ts";
import * as releases from "./releases.ts";
import * as reports from "./reports.ts";
import * as search from "./search.ts";
import * as states from "./states.ts";
import * as work from "./work.ts";

const MODULES = [
  content,
  form,
  entities,
  states,
  accounts,
  people,
  keys,
  projects,
  guide,
  guides,
  guideDrafts,
  forms,
  imports,
  items,
  search,
  work,
  discussions,
  notices,
  reports,
  home,
  releases,
];

/** Every exported schema keeps its name in the document. */
const named = z.registry<{ id: string }>();
for (const module of MODULES) {
  for (const [name, value] of Object.entries(module)) {
    if (value instanceof z.ZodType && !named.has(value)) named.add(value, { id: name });
  }
}

type Schema = Record<string, unknown>;

/**
 * The contract as an OpenAPI 3.1 document. A schema that reads differently on the way in (defaults are optional
 * there) has a second component with the suffix Input.
 * @param version the software's version
 */
export function openApi(version: string): Schema {
  const paths: Record<string, Record<string, Schema>> = {};
  const components: Schema = {};
  jsonSchema(entities.Problem, "output", components);
  for (const [feature, group] of Object.entries(contract)) {
    for (const [name, endpoint] of Object.entries(group) as [string, AnyEndpoint][]) {
      const path = endpoint.path.replace(/:(\w+)/g, "{$1}");
      paths[path] ??= {};
      paths[path][endpoint.method.toLowerCase()] = operation(feature, name, endpoint, components);
    }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Plumbline",
      version,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      description:
        "Everything the screens do. Sign in with an API key in the Authorization header. Send an Idempotency-Key with " +
        "each change: a repeated request is answered with the first one's result.",
    },
    paths,
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer" } },
      schemas: components,
    },
    security: [{ key: [] }],
  };
}

function operation(feature: string, name: string, endpoint: AnyEndpoint, components: Schema): Schema {
  const query = jsonSchema(endpoint.query, "input", components);
  const body = jsonSchema(endpoint.body, "input", components);
  return {
    operationId: `${feature}.${name}`,
    summary: endpoint.summary,
    tags: [feature],
    security: [{ key: [endpoint.scope] }],
    parameters: [
      ...[...(endpoint.path as string).matchAll(/:(\w+)/g)].map(([, param]) => ({
        name: param,
        in: "path",
        required: true,
        schema: { type: "string" },
      })),
      ...parameters(query),
      ...(endpoint.method === "GET"
        ? []
        : [
            {
              name: "Idempotency-Key",
              in: "header",
              schema: { type: "string", minLength: 8, maxLength: 200 },
            },
          ]),
    ],
    ...(endpoint.transfer === "upload"
      ? { requestBody: { required: true, content: { "application/octet-stream": { schema: {} } } } }
      : body && {
          requestBody: {
            description: `At most ${endpoint.limit / KB} KB.`,
            required: true,
            content: { "application/json": { schema: body } },
          },
        }),
    responses: {
      200: {
        description: "Done",
        content:
          endpoint.transfer === "download"
            ? { "application/octet-stream": { schema: {} } }
            : { "application/json": { schema: jsonSchema(endpoint.result, "output", components) } },
      },
      default: {
        description: "Refused",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
}

function parameters(query: Schema | null): Schema[] {
  if (!query) return [];
  const required = new Set((query.required as string[] | undefined) ?? []);
  return Object.entries(query.properties as Record<string, Schema>).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.has(name),
    schema,
  }));
}

/** A schema as JSON Schema; the named ones inside it move to the components. */
function jsonSchema(schema: z.ZodType, io: "input" | "output", components: Schema): Schema | null {
  if (schema.def.type === "undefined") return null;
  const suffix = io === "input" ? "Input" : "";
  const text = JSON.stringify(
    z.toJSONSchema(schema, {
      io,
      metadata: named,
      unrepresentable: "any",
    }),
  ).replaceAll(/"#\/\$defs\/([^"]+)"/g, `"#/components/schemas/$1${suffix}"`);
  const { $schema, $defs = {}, id, ...rest } = JSON.parse(text) as Schema;
  for (const [name, definition] of Object.entries($defs as Record<string, Schema>)) {
    components[name + suffix] = withoutId(definition);
  }
  if (typeof id !== "string") return rest;
  components[id + suffix] = rest;
  return { $ref: `#/components/schemas/${id}${suffix}` };
}

function withoutId({ id, ...definition }: Schema): Schema {
  return definition;
}
