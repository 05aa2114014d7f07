import { expect, test } from "vitest";
import { z } from "zod";
import { Json, Language } from "#content/index.ts";
import { AnswerBody } from "#kinds/answer.ts";
import type { AnyEndpoint } from "./endpoint.ts";
import { contract } from "./index.ts";

interface Shape {
  [key: string]: unknown;
  type?: string;
  properties?: Record<string, Shape>;
  anyOf?: Shape[];
  oneOf?: Shape[];
  allOf?: Shape[];
  items?: Shape;
  prefixItems?: Shape[];
  propertyNames?: Shape;
  additionalProperties?: Shape;
}

/** Values of any shape: what bounds them is the limit of their body, and the kind of their question or field. */
const FREE = new Set<unknown>([Json, AnswerBody]);
/** Languages, which JSON Schema cannot say are bounded by what they are. */
const REFINED = new Set<unknown>([Language]);

/** The places in a schema of what callers send where a text or a list may be as long as they like. */
function boundless(schema: Shape, place: string): string[] {
  if (schema.const !== undefined || schema.enum !== undefined) return [];
  const inside = [
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap((each) =>
      boundless(each, place),
    ),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, each]) => boundless(each, `${place}.${name}`)),
    ...(schema.items ? boundless(schema.items, `${place}.[]`) : []),
    ...(schema.propertyNames ? boundless(schema.propertyNames, `${place}.name`) : []),
    ...(schema.additionalProperties ? boundless(schema.additionalProperties, `${place}.{}`) : []),
  ];
  const isText =
    schema.type === "string" && schema.maxLength === undefined && !schema.pattern && !schema.format;
  const isList = schema.type === "array" && schema.maxItems === undefined;
  return isText || isList ? [place, ...inside] : inside;
}

/** As JSON Schema, without what is free. */
function shapeOf(schema: z.ZodType): Shape {
  return z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      if (!FREE.has(zodSchema) && !REFINED.has(zodSchema) && !isTruthText(zodSchema)) return;
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key as keyof typeof jsonSchema];
    },
  }) as Shape;
}

/** A text that stands for true or false, one of few words. */
const isTruthText = ({ _zod: { def } }: z.core.$ZodType) =>
  def.type === "pipe" && (def as z.core.$ZodPipeDef).out._zod.def.type === "boolean";

const partsOf = ({ query, body }: AnyEndpoint): z.ZodType[] => [query, body];

test("no text and no list that a caller sends is longer than the contract says", () => {
  const found = Object.entries(contract).flatMap(([feature, group]) =>
    Object.entries(group).flatMap(([name, endpoint]) =>
      partsOf(endpoint)
        .filter((part) => part.def.type !== "undefined")
        .flatMap((part) => boundless(shapeOf(part), `${feature}.${name}`)),
    ),
  );
  expect(found).toEqual([]);
});

test("a text or a list without a bound is seen wherever it stands", () => {
  const schema = z.object({
    a: z.string(),
    b: z.array(z.string().max(3)),
    c: z.record(z.string(), z.number()),
    d: z.union([z.object({ e: z.string() }), z.null()]),
    fine: z.array(z.enum(["x"])).max(2),
  });
  expect(boundless(shapeOf(schema), "p")).toEqual(["p.a", "p.b", "p.c.name", "p.d.e"]);
});
