import { expect, test } from "vitest";
import { mappingOf, targetOf, targetParts } from "./column-targets.ts";
import { firstRows } from "./read-problems.ts";

function streamOf(...chunks: string[]): ReadableStream<Uint8Array> {
  return new Blob(chunks).stream();
}

test("a report of problems is read as rows, line breaks and quotes in the text kept", async () => {
  const rows = await firstRows(
    streamOf(
      'line,imported,reason,text\r\n3,no,not JSON,"{""a""',
      ': 1\n}"\r\n9,yes,"no id, made one",x\r\n',
    ),
    10,
  );
  expect(rows).toEqual([
    { line: 3, imported: false, reason: "not JSON", text: '{"a": 1\n}' },
    { line: 9, imported: true, reason: "no id, made one", text: "x" },
  ]);
});

test("a long report is read only as far as it is shown", async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent++;
      controller.enqueue(new TextEncoder().encode(`${sent},wrong,${"x".repeat(1000)}\n`));
    },
  });
  expect(await firstRows(endless, 5)).toHaveLength(5);
  expect(sent).toBeLessThan(400);
});

test("a column becomes what the menu says, attributes and fields under the column's name", () => {
  expect(targetParts("attribute:a:b")).toEqual({ kind: "attribute", name: "a:b" });
  expect(targetParts("prompt")).toEqual({ kind: "prompt", name: "" });
  expect(targetOf("attribute", "Sprache")).toBe("attribute:Sprache");
  expect(targetOf("field", "note", "hint")).toBe("field:hint");
  expect(targetOf("prompt", "Frage", "ignored")).toBe("prompt");
  const preview = {
    shape: "columns",
    shapes: [],
    columns: [
      { name: "q", target: "prompt" as const, sample: "" },
      { name: "lang", target: "metadata" as const, sample: "" },
    ],
    items: [],
    problems: [],
  };
  expect(mappingOf(preview, { lang: "attribute:lang" })).toEqual({
    shape: "columns",
    columns: { q: "prompt", lang: "attribute:lang" },
  });
});
