interface Node {
  type: string;
  tagName?: string;
  value?: string;
  children?: Node[];
}

/**
 * A rehype plugin: gives the headings of a text levels that follow on from the page's own without a gap, whatever
 * levels their author used, so that the outline which a screen reader offers makes sense.
 * @param under the level of the heading that the text stands under
 */
export function nestHeadings(under: number) {
  return (tree: Node): void => {
    const open: number[] = [];
    const visit = (node: Node): void => {
      const level = /^h([1-6])$/.exec(node.tagName ?? "")?.[1];
      if (level !== undefined) {
        while (open.length > 0 && open.at(-1)! >= Number(level)) open.pop();
        open.push(Number(level));
        node.tagName = `h${Math.min(6, under + open.length)}`;
      }
      node.children?.forEach(visit);
    };
    visit(tree);
  };
}

/** A rehype plugin: turns raw HTML into text, so that a reader sees what the author wrote and no browser runs it. */
export function showRawHtml() {
  return (tree: Node): void => {
    const visit = (node: Node): void => {
      if (!node.children) return;
      node.children = node.children.map((child) => {
        if (child.type !== "raw") return child;
        const text: Node = { type: "text", value: child.value ?? "" };
        return node.type === "root" ? { type: "element", tagName: "p", children: [text] } : text;
      });
      node.children.forEach(visit);
    };
    visit(tree);
  };
}
