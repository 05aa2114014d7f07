import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";

type Node = { type: string; [key: string]: unknown };

/** A statement that a file of the server sends, and where it stands. */
export interface Found {
  path: string;
  text: string;
}

/** The tables that have a column, as tables.ts lists them: `interface ItemStateTable { … }` is `item_state`. */
export function tablesWith(column: string): string[] {
  const tables = readFileSync("src/server/db/tables.ts", "utf8");
  return [...tables.matchAll(/^export interface (\w+)Table \{[^}]+/gm)]
    .filter(([columns]) => columns.includes(`  ${column}: `))
    .map(([, name]) => name!.replace(/\B[A-Z]/g, "_$&").toLowerCase());
}

/** What `read` finds in all files of the server but tests. */
export function inServer(read: (path: string, source: string) => string[]): Found[] {
  return readdirSync("src/server", { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /(?<!\.test|\.case|\.d)\.ts$/.test(path) && !path.startsWith("testing/"))
    .flatMap((path) =>
      read(path, readFileSync(join("src/server", path), "utf8")).map((text) => ({ path, text })),
    );
}

/** Every node of a file's syntax tree. */
function nodesOf(path: string, source: string): Node[] {
  const nodes: Node[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if ("type" in value) nodes.push(value as Node);
    for (const child of Object.values(value)) walk(child);
  };
  walk(parseSync(path, source).program);
  return nodes;
}

/** What a file's names stand for: variables by their first value, functions by themselves. */
function namesOf(nodes: readonly Node[]): Map<string, Node> {
  const names = new Map<string, Node>();
  for (const node of nodes) {
    const { type, id, init } = node;
    if (type === "VariableDeclarator" && init) names.set((id as Node).name as string, init as Node);
    if (type === "FunctionDeclaration" && id) names.set((id as Node).name as string, node);
  }
  return names;
}

/** The texts of a file, each with the texts of the constants that it is put together from; these not by themselves. */
export function textsIn(path: string, source: string): string[] {
  const nodes = nodesOf(path, source);
  const constants = namesOf(nodes);
  const parts = new Set<Node>();
  const textOf = (node: Node | undefined): string => {
    if (node?.type === "Literal") return String(node.value);
    if (node?.type !== "TemplateLiteral") return "";
    const between = (node.expressions as Node[]).map((expression) => {
      const part = expression.type === "Identifier" ? constants.get(expression.name as string) : expression;
      if (part) parts.add(part);
      return textOf(part);
    });
    const pieces = node.quasis as { value: { cooked: string } }[];
    return pieces.map(({ value }, n) => value.cooked + (between[n] ?? "")).join("");
  };
  const texts = nodes.map((node) => [node, textOf(node)] as const);
  return texts.flatMap(([node, text]) => (parts.has(node) ? [] : [text]));
}

const CLAUSES: Record<string, string> = {
  selectFrom: "select from",
  updateTable: "update",
  deleteFrom: "delete from",
  innerJoin: "join",
  leftJoin: "left join",
};

/** The queries that a file makes with the builder, roughly in SQL: their tables, and what is compared with a value. */
export function queriesIn(path: string, source: string): string[] {
  const nodes = nodesOf(path, source);
  const names = namesOf(nodes);
  const inner = new Set<Node>();
  const literal = (node: Node | undefined) => (node?.type === "Literal" ? String(node.value) : null);
  const textOf = (node: Node | undefined, depth = 0): string => {
    if (!node || depth > 40) return "";
    if (node.type === "Identifier") return textOf(names.get(node.name as string), depth + 1);
    if (node.type === "AwaitExpression") return textOf(node.argument as Node, depth + 1);
    if (node.type === "ArrowFunctionExpression" || node.type === "FunctionDeclaration") {
      const made = nodesIn(node.body).find((one) => isStart(one));
      return made ? outermost(node.body as Node, made, depth) : "";
    }
    if (node.type !== "CallExpression") return "";
    const callee = node.callee as Node;
    const given = node.arguments as Node[];
    if (callee.type !== "MemberExpression") return textOf(callee, depth + 1);
    inner.add(callee.object as Node);
    const before = textOf(callee.object as Node, depth + 1);
    const verb = (callee.property as Node).name as string;
    const first = literal(given[0]);
    if (first === null) return before;
    if (CLAUSES[verb]) return `${before} ${CLAUSES[verb]} ${first}`;
    const value = literal(given[1]) === "in" ? "= any($1)" : `${literal(given[1])} $1`;
    return verb === "where" ? `${before} where ${first} ${value}` : before;
  };
  const isStart = ({ type, callee }: Node) =>
    type === "CallExpression" &&
    (callee as Node).type === "MemberExpression" &&
    ["selectFrom", "updateTable", "deleteFrom"].includes(((callee as Node).property as Node).name as string);
  const outermost = (body: Node, start: Node, depth: number): string => {
    const around = nodesIn(body).filter((node) => node.type === "CallExpression");
    const texts = around.map((node) => textOf(node, depth + 1)).filter((text) => text !== "");
    return texts.sort((a, b) => b.length - a.length)[0] ?? textOf(start, depth + 1);
  };
  const texts = nodes
    .filter(({ type }) => type === "CallExpression")
    .map((node) => [node, textOf(node).trim()] as const);
  return texts.flatMap(([node, text]) => (inner.has(node) || text === "" ? [] : [text]));
}

function nodesIn(value: unknown): Node[] {
  if (typeof value !== "object" || value === null) return [];
  const below = Object.values(value).flatMap(nodesIn);
  return "type" in value ? [value as Node, ...below] : below;
}
