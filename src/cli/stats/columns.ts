import { CommandError } from "../errors.ts";

/** What a cell of a column means, and how it is read. */
export type Kind = "text" | "number" | "value" | "outcome" | "tiers" | "vector" | "yes or no";

export type Column = {
  name: string;
  kind: Kind;
  about: string;
  optional?: boolean;
  /** Names under which published data sets keep it, tried where `name` is absent. */
  aliases?: readonly string[];
};

/** Why a cell cannot be read, and what to do about it. */
export class CellError extends CommandError {}

const OUTCOMES: Record<string, "a" | "b" | "tie"> = {
  a: "a",
  b: "b",
  tie: "tie",
  model_a: "a",
  model_b: "b",
  both_bad: "tie",
  "tie (bothbad)": "tie",
};

const YES: Record<string, boolean> = {
  true: true,
  yes: true,
  "1": true,
  false: false,
  no: false,
  "0": false,
};

/** The value of a cell; undefined where it is empty, which leaves optional columns out. */
export function readCell(kind: Kind, cell: unknown): unknown {
  if (cell === undefined || cell === null || cell === "") return undefined;
  const text = typeof cell === "string" ? cell.trim() : String(cell);
  switch (kind) {
    case "text":
      if (typeof cell === "object")
        throw new CellError(`a ${Array.isArray(cell) ? "list" : "group"} is no name`);
      return text;
    case "value":
      return typeof cell === "object" ? JSON.stringify(cell) : text;
    case "number": {
      const number = Number(text);
      if (!Number.isFinite(number)) throw new CellError(`${show(cell)} is no number`);
      return number;
    }
    case "outcome": {
      const outcome = OUTCOMES[text.toLowerCase()];
      if (!outcome) throw new CellError(`${show(cell)} is no outcome: write a, b or tie`);
      return outcome;
    }
    case "yes or no": {
      const answer = YES[text.toLowerCase()];
      if (answer === undefined) throw new CellError(`${show(cell)} is neither yes nor no: write 1 or 0`);
      return answer;
    }
    case "vector":
      return readVector(cell);
    case "tiers":
      return readTiers(cell);
  }
}

function readVector(cell: unknown): number[] {
  const list = typeof cell === "string" ? parseList(cell) : cell;
  if (!Array.isArray(list) || !list.every((x) => typeof x === "number" && Number.isFinite(x))) {
    throw new CellError(`${show(cell)} is no list of numbers, such as [0.1, 0.2]`);
  }
  return list;
}

/** Best first: [["x"], ["y", "z"]], or as text x > y = z. */
function readTiers(cell: unknown): string[][] {
  const list = typeof cell === "string" && cell.trim().startsWith("[") ? parseList(cell) : cell;
  const tiers =
    typeof list === "string"
      ? list.split(">").map((tier) => tier.split("=").map((name) => name.trim()))
      : Array.isArray(list)
        ? list.map((tier) => (Array.isArray(tier) ? tier.map(String) : [String(tier)]))
        : [];
  if (tiers.length === 0 || tiers.some((tier) => tier.some((name) => name === ""))) {
    throw new CellError(`${show(cell)} is no ranking: write x > y = z, or [["x"], ["y", "z"]]`);
  }
  return tiers;
}

function parseList(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function show(cell: unknown): string {
  const text = JSON.stringify(cell) ?? String(cell);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
