import type { Mapping } from "#contract/imports.ts";
import { alpaca } from "./alpaca.ts";
import { argilla } from "./argilla.ts";
import { chat } from "./chat.ts";
import { dpoV1 } from "./dpo-v1.ts";
import { kto } from "./kto.ts";
import { labelStudio } from "./label-studio.ts";
import { openAssistant } from "./open-assistant.ts";
import { openaiPreference } from "./openai-preference.ts";
import { preference } from "./preference.ts";
import { promptOnly } from "./prompt-only.ts";
import { responses } from "./responses.ts";
import type { Row, Shape } from "./shape.ts";
import { shareGpt } from "./share-gpt.ts";

export { type Imported, NotAnItem, type Row, type Shape } from "./shape.ts";

/** Every shape, listed once; where two fit equally well the earlier one is taken. */
export const shapes: readonly Shape[] = [
  openAssistant,
  argilla,
  labelStudio,
  openaiPreference,
  dpoV1,
  kto,
  preference,
  shareGpt,
  alpaca,
  chat,
  responses,
  promptOnly,
];

/** A shape by name; undefined for an unknown one. */
export function shapeNamed(name: string): Shape | undefined {
  return shapes.find((shape) => shape.name === name);
}

/** The shape that fits some records best. */
export function recogniseShape(rows: readonly Row[]): Shape {
  return shapes.reduce(
    (best, shape) => {
      const score = shape.recognise(rows);
      return score > best.score ? { shape, score } : best;
    },
    { shape: promptOnly as Shape, score: 0 },
  ).shape;
}

/** How records are read without anybody saying anything. */
export function defaultMapping(rows: readonly Row[]): Mapping {
  const shape = recogniseShape(rows);
  return { shape: shape.name, columns: Object.fromEntries(shape.columns(rows)) };
}
