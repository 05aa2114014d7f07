import fc from "fast-check";
import { expect, test } from "vitest";
import { fromUtf16, resolveSpan, spanFromUtf16, textAt, toUtf16, withCandidate } from "./anchor.ts";

const EMOJI = "a👩‍👩‍👧b 🎣c";

test("offsets count code points: a pair of surrogates is one, whatever it joins", () => {
  expect(fromUtf16(EMOJI, EMOJI.indexOf("b"))).toBe(6);
  expect(fromUtf16(EMOJI, EMOJI.indexOf("🎣") + 1)).toBe(8); // within a pair: its start
  expect(spanFromUtf16("قال 🎣 سلام", 7, 11)).toEqual({ start: 6, end: 10, quotation: "سلام" });
});

test("there and back is where one was, for every code point of any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
      const points = Array.from(text).length;
      for (let point = 0; point <= points; point++) {
        const at = toUtf16(text, point);
        expect(fromUtf16(text, at)).toBe(point);
        expect(text.slice(0, at)).toBe(Array.from(text).slice(0, point).join(""));
      }
      expect(toUtf16(text, points + 1)).toBe(text.length);
    }),
  );
});

test("a passage is found again where it was, else at the nearest place that says the same, else not", () => {
  const text = "🎣 cat, cat, cat";
  const second = spanFromUtf16(text, text.indexOf("cat", 5), text.indexOf("cat", 5) + 3);
  expect(resolveSpan(text, second)).toEqual(second);
  expect(resolveSpan(`🎣🎣 ${text}`, second)).toMatchObject({ start: 5, quotation: "cat" });
  expect(resolveSpan("a dog", second)).toBeNull();
});

test("texts of an item are found by where they stand, and candidates are numbered for their reader", () => {
  const message = (content: string) => ({ role: "assistant" as const, content });
  const material = {
    prompt: [message("Hi")],
    candidates: [{ messages: [message("one")] }, { messages: [message("two")] }],
    context: [{ text: "source" }],
    fields: { hint: "short" },
  };
  const at = (place: Parameters<typeof textAt>[1]) => textAt(material, place);
  expect(at({ part: "prompt", message: 0 })).toBe("Hi");
  expect(at({ part: "candidate", candidate: 1, message: 0 })).toBe("two");
  expect(at({ part: "candidate", candidate: 2, message: 0 })).toBeNull();
  expect(at({ part: "context", passage: 0 })).toBe("source");
  expect(at({ part: "field", name: "hint" })).toBe("short");
  const shown = withCandidate(
    { place: { part: "candidate", candidate: 0, message: 0 }, span: null },
    (place) => [1, 0][place]!,
  );
  expect(at(shown.place)).toBe("two");
});
