import type { Attributes, Material } from "#content/index.ts";
import type { Form } from "#kinds/form.ts";

/** What a form is tried on: an item's material and attributes, as a trainer would get them. */
export interface Specimen {
  material: Material;
  attributes: Attributes;
}

const PROMPT =
  "A neighbour asks: *my basil keeps dropping its lower leaves, although I water it every day. What am I doing wrong?*\n\nAnswer in a few sentences that a beginner understands.";

const RESPONSES = [
  "Most likely it gets **too much** water. Let the top two centimetres of soil dry before you water again, and make sure that the pot drains. Basil also wants at least six hours of light; without it, the lowest leaves go first.",
  "Basil is a plant from the mint family. Watering every day is good. Leaves fall off plants for many reasons, so you should buy a new one if it happens again.",
  "Give it less water and more light:\n\n1. water only when the soil feels dry\n2. put it by a window\n3. pick from the top, so that it grows bushy",
];

/**
 * A made-up item with everything that a form may show, and as many responses as its questions can judge: two for a
 * preference, else three.
 */
export function sampleFor(form: Form): Specimen {
  const pair = form.questions.some(({ kind }) => kind === "preference");
  const shown = form.fields.some(({ kind }) => kind === "candidates");
  return {
    material: {
      prompt: [{ role: "user", content: PROMPT }],
      context: [
        { title: "Care sheet", text: "Basil: full sun, well-drained soil, water when the surface is dry." },
      ],
      fields: { channel: "e-mail", region: "north" },
      ...(shown && {
        candidates: RESPONSES.slice(0, pair ? 2 : 3).map((content) => ({
          messages: [{ role: "assistant" as const, content }],
        })),
      }),
    },
    attributes: { language: "en", skill: "open-qa", domain: "gardening" },
  };
}
