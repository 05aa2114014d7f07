import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { Command } from "commander";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addStats } from "./commands/stats.ts";
import { reportError } from "./errors.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "plumbline-stats-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

async function stats(args: string[], input = ""): Promise<{ code: number; out: string; err: string }> {
  const written = { out: "", err: "" };
  const capture = (name: "out" | "err") =>
    new PassThrough().on("data", (chunk: Buffer) => {
      written[name] += chunk.toString();
    });
  const terminal = {
    in: new PassThrough().end(input),
    out: capture("out"),
    err: capture("err"),
    isInteractive: false,
    env: {},
  };
  const program = new Command("plumbline").exitOverride().configureOutput({
    writeOut: (text) => terminal.out.write(text),
    writeErr: (text) => terminal.err.write(text),
  });
  addStats(program, terminal);
  let code = 0;
  try {
    await program.parseAsync(["stats", ...args], { from: "user" });
  } catch (error) {
    code = reportError(error, terminal, { json: args.includes("--json"), url: "" });
  }
  return { code, ...written };
}

const json = async <T>(args: string[], input?: string) => {
  const { code, out, err } = await stats([...args, "--json"], input);
  expect(err).toBe("");
  expect(code).toBe(0);
  return JSON.parse(out) as T;
};

test("win-rate of a CSV with the names of the arena, cells over several lines and a BOM", async () => {
  const path = file(
    "votes.csv",
    '\uFEFFmodel_a,model_b,winner,note\nx,y,model_a,"two\nlines"\nx,y,tie (bothbad),\n',
  );
  expect(await json(["win-rate", path])).toMatchObject({ rate: 0.75, wins: 1, ties: 1, n: 2 });
  const { out } = await stats(["win-rate", path]);
  expect(out).toMatch(/^rate +0.75$/m);
  expect(out).toMatch(/^interval +\S+ to \S+ \(95 %, wilson\)$/m);
});

test("bradley-terry of JSONL, with mapped columns and paths, as a table", async () => {
  const votes = [
    ["x", "y", "a"],
    ["x", "y", "a"],
    ["y", "x", "a"],
    ["z", "y", "b"],
    ["z", "y", "a"],
  ];
  const lines = votes.map(([left, right, said]) => JSON.stringify({ pair: { left, right }, said }));
  const path = file("votes.jsonl", `${lines.join("\n")}\n\n`);
  const args = [
    "--column",
    "a=pair.left",
    "--column",
    "b=pair.right",
    "--column",
    "outcome=said",
    "--anchor",
    "y",
  ];
  const found = await json<{ items: { item: string; strength: number }[] }>(["bradley-terry", path, ...args]);
  expect(found.items.map((i) => i.item).sort()).toEqual(["x", "y", "z"]);
  expect(found.items.find((i) => i.item === "x")!.strength).toBeCloseTo(Math.log(2), 9);
  const { out } = await stats(["bradley-terry", path, ...args, "--elo"]);
  expect(out).toMatch(/^y +1000 /m);
  expect(out).toMatch(/^converged +true$/m);
});

test("labels from standard input, a ranking as text, a method without a file", async () => {
  const csv = "task,worker,label\n1,ann,yes\n1,bob,yes\n2,ann,no\n2,bob,yes\n3,ann,no\n3,bob,no\n";
  expect(await json(["cohen-kappa", "-", "--format", "csv"], csv)).toMatchObject({
    kappa: expect.closeTo(0.4, 9),
  });
  expect(await json(["krippendorff-alpha", "-", "--format", "csv", "--scale", "nominal"], csv)).toMatchObject(
    {
      units: 3,
    },
  );
  const rankings =
    '{"tiers":"x > y = z"}\n{"tiers":[["y"],["x"],["z"]]}\n{"tiers":"z>x>y"}\n{"tiers":"y>z>x"}\n';
  expect(await json(["plackett-luce", "-", "--format", "jsonl"], rankings)).toMatchObject({ rankings: 4 });
  expect(await json(["sample-size", "--rate", "0.5", "--margin", "0.05"])).toEqual({ n: 385 });
});

test("near-duplicates and a split name rows by id", async () => {
  const text = "the quick brown fox jumps over the lazy dog and runs far away from the old house";
  const lines = [
    { id: "p", text },
    { id: "q", text: "something else entirely stands in this second text" },
    { id: "r", text: `${text} again` },
  ].map((row) => JSON.stringify(row));
  const path = file("texts.jsonl", lines.join("\n"));
  expect(await json(["near-duplicates", path])).toMatchObject({ pairs: [{ a: "p", b: "r" }] });
  const { parts } = await json<{ parts: { id: string; part: string }[] }>([
    "stratified-split",
    path,
    "--shares",
    "train=0.5,test=0.5",
  ]);
  expect(parts[0]!.part).toBe(parts[2]!.part);
  expect(parts[0]!.part).not.toBe(parts[1]!.part);
});

test.each([
  [
    "an unknown outcome",
    ["win-rate"],
    "outcome\na\nleft\n",
    ', line 3, "outcome": "left" is no outcome: write a, b or tie',
  ],
  [
    "a column that is not there",
    ["win-rate"],
    "who\na\n",
    ', line 2: there is no "outcome" (a, b or tie), only who: map',
  ],
  [
    "an empty cell",
    ["win-rate"],
    'outcome,x\na,1\n"",2\n',
    ', line 3: "outcome" is empty: fill it in or remove the line.',
  ],
  ["too many cells", ["win-rate"], "outcome\na\nb,c\n", ", line 3: 2 cells under 1 names"],
  ["no rows", ["win-rate"], "outcome\n", " has no rows."],
  [
    "what the method refuses",
    ["bradley-terry"],
    "a,b,outcome\nx,y,a\n\nx,x,a\n",
    ': line 4: "x" is compared with itself.',
  ],
])("%s is one sentence with its line", async (_, args, text, message) => {
  const path = file("bad.csv", text);
  const { code, out, err } = await stats([args[0]!, path]);
  expect(out).toBe("");
  expect(err).toContain(`${path}${message}`);
  expect(code).toBe(1);
});

test("broken JSON, a missing file, an unknown column name and a wrong option", async () => {
  const path = file("bad.jsonl", '{"outcome":"a"}\n{"outcome":\n');
  expect((await stats(["win-rate", path])).err).toContain(`${path}, line 2: no JSON`);
  expect((await stats(["win-rate", join(folder, "none.csv")])).err).toContain("There is no ");
  const wrong = await stats(["win-rate", path, "--column", "winner=x"]);
  expect([wrong.code, wrong.err]).toEqual([2, 'win-rate reads no column "winner", only outcome.\n']);
  expect((await stats(["win-rate", path, "--ties", "never"])).code).toBe(2);
  expect((await stats(["win-rate", file("x.txt", "a")])).err).toContain("say --format");
});
