/** A way to break one line of code: what it matches, and what it puts there instead. */
interface Operator {
  name: string;
  pattern: RegExp;
  /** Receives the match and its groups as they stand in the source. */
  to(match: string, ...groups: string[]): string;
  /** Whether it breaks statements for the database rather than code. */
  sql?: boolean;
}

const swap = (pairs: Record<string, string>) => (match: string) => pairs[match]!;
const drop = () => "";
/** What ends a condition of a statement. */
const SQL_END = String.raw`(?=\s+(?:and|or|order|limit|for|returning|group|on|then)\b|[)\x60"]|\s*$)`;
const SQL_CONDITION = String.raw`(?:not )?[\w.$]+(?:\([\w.$', ]*\))?(?: (?:=|<>|<=?|>=?|is(?: not)?|in|not in) (?:null|\([^()]*\)|[\w.$:']+(?:\([^()]*\))?))?`;

const OPERATORS: Operator[] = [
  {
    name: "negate a condition",
    pattern: /\bif \((.*)\)(?= \{$| return\b| throw\b| continue\b| break\b)/dg,
    to: (_, condition) => `if (!(${condition}))`,
  },
  {
    name: "exchange a comparison",
    pattern: /===|!==|(?<= )(?:<=|>=|<|>)(?= )/dg,
    to: swap({ "===": "!==", "!==": "===", "<": "<=", "<=": "<", ">": ">=", ">=": ">" }),
  },
  { name: "exchange and and or", pattern: /&&|\|\|/dg, to: swap({ "&&": "||", "||": "&&" }) },
  {
    name: "exchange true and false",
    pattern: /\b(?:true|false)\b/dg,
    to: swap({ true: "false", false: "true" }),
  },
  { name: "add one", pattern: /(?<![\w.$'#-])\d+(?![\w.])/dg, to: (n) => String(Number(n) + 1) },
  { name: "take one", pattern: /(?<![\w.$'#-])[1-9]\d*(?![\w.])/dg, to: (n) => String(Number(n) - 1) },
  { name: "exchange plus and minus", pattern: /(?<= )[-+](?= )/dg, to: swap({ "+": "-", "-": "+" }) },
  { name: "drop a negation", pattern: /(?<=[\s(])!(?=[\w(])/dg, to: drop },
  { name: "drop a statement", pattern: /^\s+(?:await )?[\w.]+\(.*\);$/dg, to: drop },
  { name: "drop an assignment", pattern: /^\s+(?!const|let)[\w.[\]!]+(?: [-+*|]?= .*|\+\+);$/dg, to: drop },
  {
    name: "drop an early end",
    pattern: /^\s+if \(.*\) (?:return|throw|continue|break)\b.*;$/dg,
    to: drop,
  },
  {
    name: "exchange two arguments",
    pattern: /\((\w[\w.!]*), (\w[\w.!]*)\)/dg,
    to: (_, a, b) => `(${b}, ${a})`,
  },
  {
    name: "drop the first of a list",
    pattern: /\[([^[\],]+), ([^[\]]+)\]/dg,
    to: (_, _first, rest) => `[${rest}]`,
  },
  { name: "drop the last of a list", pattern: /\[([^[\]]+), ([^[\],]+)\]/dg, to: (_, rest) => `[${rest}]` },
  { name: "drop an entry", pattern: /^\s+[\w."'-]+,$/dg, to: drop },
  {
    name: "exchange the arms of a choice",
    pattern: /\? ([^?:]+) : ([^?:;,]+?)(?=[;,)\]}]|$)/dg,
    to: (_, yes, no) => `? ${no} : ${yes}`,
  },
  {
    name: "exchange a function",
    pattern: /\b(?:min|max|some|every|least|greatest)(?=\()/dg,
    to: swap({ min: "max", max: "min", some: "every", every: "some", least: "greatest", greatest: "least" }),
  },
  {
    name: "drop a call",
    pattern: /\.(?:sort|toSorted|toReversed|reverse|trim|toLowerCase)\((?:[^()]|\([^()]*\))*\)/dg,
    to: drop,
  },
  {
    sql: true,
    name: "drop a condition",
    pattern: new RegExp(`\\s?\\band ${SQL_CONDITION}${SQL_END}`, "dg"),
    to: drop,
  },
  {
    sql: true,
    name: "drop the first condition",
    pattern: new RegExp(`\\b(where|when|on) ${SQL_CONDITION} and `, "dg"),
    to: (_, word) => `${word} `,
  },
  { sql: true, name: "exchange and and or", pattern: /\b(?:and|or)\b/dg, to: swap({ and: "or", or: "and" }) },
  {
    sql: true,
    name: "exchange a comparison",
    pattern: /(?<=\b(?:where|and|or|on|when) [\w.()]+ )(?:=|<>)(?= )/dg,
    to: swap({ "=": "<>", "<>": "=" }),
  },
  {
    sql: true,
    name: "exchange a test",
    pattern: /\b(?:is not null|is null|not exists|(?<!not )exists|not in)\b/dg,
    to: swap({
      "is not null": "is null",
      "is null": "is not null",
      "not exists": "exists",
      exists: "not exists",
      "not in": "in",
    }),
  },
  { sql: true, name: "drop a negation", pattern: /(?<=\band |\bwhere |\bwhen )not (?!exists)/dg, to: drop },
  { sql: true, name: "turn an order", pattern: / desc\b/dg, to: drop },
  {
    sql: true,
    name: "turn an order",
    pattern: /\border by [\w.]+(?=\s+limit|[)\x60]|$)/dg,
    to: (order) => `${order} desc`,
  },
  {
    sql: true,
    name: "drop an assignment",
    pattern: /, \w+ = [\w.$]+(?=,|\s+(?:where|from|returning)\b|$)/dg,
    to: drop,
  },
  { sql: true, name: "drop distinct", pattern: /\bdistinct /dg, to: drop },
  { sql: true, name: "narrow a join", pattern: /\bleft join\b/dg, to: () => "join" },
];

const SQL_WORDS = /\b(?:select|insert into|update \w+ |delete from|where|from \w+ |and|set \w+ = )\b/;

/** One line as a fault leaves it. */
export interface BrokenLine {
  /** From 1. */
  line: number;
  operator: string;
  before: string;
  after: string;
}

/**
 * Every way to break one line of a file. Comments, imports, types and texts that people read are left out, and so are
 * locks, since a missing one shows only under load.
 */
export function waysToBreak(source: string): BrokenLine[] {
  let isComment = false;
  let isTemplate = false;
  return source.split("\n").flatMap((text, at) => {
    const inTemplate = isTemplate;
    const startsComment = /^\s*\/\*/.test(text);
    const skipped =
      isComment || startsComment || /^\s*(?:\/\/|import |export type |type |interface )/.test(text);
    isComment = (isComment || startsComment) && !text.includes("*/");
    if (skipped) return [];
    if ((text.match(/(?<!\\)`/g)?.length ?? 0) % 2 === 1) isTemplate = !isTemplate;
    const [code] = text.split(/(?<=^|\s)\/\/ /) as [string];
    const isSql = (inTemplate || /[`"]/.test(code)) && SQL_WORDS.test(code);
    return breakLine(code, isSql).map(({ operator, after }) => ({
      line: at + 1,
      operator,
      before: text,
      after: after + text.slice(code.length),
    }));
  });
}

function breakLine(code: string, isSql: boolean): { operator: string; after: string }[] {
  const visible = code.replace(/"(?:[^"\\]|\\.)*"/g, (quoted) =>
    SQL_WORDS.test(quoted) ? quoted : `"${"·".repeat(quoted.length - 2)}"`,
  );
  return OPERATORS.filter(({ sql = false }) => isSql || !sql).flatMap(({ name, pattern, to }) =>
    [...visible.matchAll(pattern)].map((match) => {
      const [from, end] = match.indices![0]!;
      const groups = match.indices!.slice(1).map((place) => (place ? code.slice(...place) : ""));
      return {
        operator: name,
        after: code.slice(0, from) + to(code.slice(from, end), ...groups) + code.slice(end),
      };
    }),
  );
}
