import { type Plugin, parseAst } from "vite";

/** What a browser needs of an endpoint to call it: the server checks what goes in, and says what comes out. */
const KEPT = new Set(["method", "path", "transfer"]);

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

/**
 * Browsers load a contract as an outline: how to call each endpoint, and those schemas alone that a page asks by name.
 * So an endpoint's other properties are left out, and what a constant is computed from is marked as free of effects.
 */
export const outlineContract: Plugin = {
  name: "outline-contract",
  enforce: "pre",
  transform(code, id) {
    if (!/src[\\/](contract|content)[\\/][\w-]+\.ts$/.test(id)) return undefined;
    const changes: [at: number, until: number, text: string][] = [];
    walk(parseAst(code, { lang: "ts" }) as unknown as Node, (node, depth) => {
      if (isEndpoint(node))
        for (const property of (node.arguments as [{ properties: Node[] }])[0].properties) {
          if (property.type !== "Property" || KEPT.has((property.key as { name: string }).name)) continue;
          changes.push([property.start, property.end + (code[property.end] === "," ? 1 : 0), ""]);
        }
      if (
        node.type === "VariableDeclarator" &&
        depth <= 4 &&
        (node.init as Node | null)?.type === "CallExpression"
      ) {
        const { start, end } = node.init as Node;
        changes.push([start, start, "/* @__PURE__ */ (() => "], [end, end, ")()"]);
      }
    });
    return changes
      .sort((a, b) => b[0] - a[0])
      .reduce((text, [at, until, put]) => text.slice(0, at) + put + text.slice(until), code);
  },
};

function isEndpoint(node: Node): boolean {
  const { callee, arguments: given } = node as { callee?: { name?: string }; arguments?: Node[] };
  return (
    node.type === "CallExpression" && callee?.name === "endpoint" && given?.[0]?.type === "ObjectExpression"
  );
}

function walk(node: Node, visit: (node: Node, depth: number) => void, depth = 0): void {
  visit(node, depth);
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value])
      if (typeof (child as Node | null)?.type === "string") walk(child as Node, visit, depth + 1);
}
