import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { MarkdownRendered } from "./markdown-rendered.tsx";
import { Terms } from "./terms.tsx";

const terms = [
  { word: "Prompt", meaning: "What the person wrote." },
  { word: "C++", meaning: "A language." },
];
/** The words that are underlined in a text. */
const underlined = (text: string) => {
  const html = renderToStaticMarkup(
    <Terms value={terms}>
      <MarkdownRendered text={text} under={2} />
    </Terms>,
  );
  return [...html.matchAll(/<button[^>]*data-meaning="([^"]*)"[^>]*>([^<]*)</g)].map(
    ([, meaning, word]) => `${word}: ${meaning}`,
  );
};

test("the first use of each term is underlined, as a whole word in any case", () => {
  expect(underlined("A prompt in C++. Another **prompt**, and prompts.")).toEqual([
    "prompt: What the person wrote.",
    "C++: A language.",
  ]);
  expect(underlined("Promptly.\n\nThe *Prompt* itself.")).toEqual(["Prompt: What the person wrote."]);
});

test("no term is underlined in code, nor in a link, which is something to press already", () => {
  expect(underlined("`prompt` and [the prompt](https://example.org)")).toEqual([]);
});
