import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize, { type Options as Schema } from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import styles from "./markdown.module.css";
import { nestHeadings, showRawHtml } from "./markdown-plugins.ts";
import { SafeLink } from "./safe-link.tsx";
import { t } from "./words.ts";

/** No ids, no inline style, no class but a code block's language: several texts share a page. */
const SCHEMA: Schema = {
  tagNames: [
    ...["h1", "h2", "h3", "h4", "h5", "h6", "p", "blockquote", "ul", "ol", "li", "hr", "br", "pre", "code"],
    ...["em", "strong", "del", "a", "img", "input", "table", "thead", "tbody", "tr", "th", "td", "sup"],
  ],
  attributes: {
    a: ["href"],
    img: ["src", "alt"],
    input: ["checked", ["type", "checkbox"]],
    ol: ["start"],
    code: [["className", /^language-[\w+#-]{1,30}$/]],
    th: ["align"],
    td: ["align"],
  },
  protocols: { href: ["http", "https", "mailto"], src: ["http", "https"] },
  strip: ["script", "style"],
};

const COMPONENTS: Components = {
  a: ({ href, children }) => <SafeLink href={href}>{children}</SafeLink>,
  // A picture would ask another server for its bytes as soon as it is shown: the reader decides.
  img: ({ src, alt }) => (
    <SafeLink href={typeof src === "string" ? src : undefined}>
      {alt ? t("kinds.image", { name: alt }) : t("kinds.imageUnnamed")}
    </SafeLink>
  ),
  input: ({ checked }) => (
    <span role="img" aria-label={t(checked ? "kinds.taskDone" : "kinds.taskOpen")}>
      {checked ? "☑" : "☐"}
    </span>
  ),
  // An empty header cell heads nothing.
  th: ({ children, style }) =>
    children === undefined ? <td style={style} /> : <th style={style}>{children}</th>,
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and must scroll by keyboard too
    // biome-ignore lint/a11y/useSemanticElements: no element that is not a landmark takes a name but this role
    <div role="group" className={styles.scroll} tabIndex={0} aria-label={t("kinds.table")}>
      <table>{children}</table>
    </div>
  ),
};

export interface MarkdownRenderedProps {
  text: string;
  /** The level of the heading that this text stands under. */
  under: number;
}

/** Markdown as elements. Raw HTML stays visible text, and nothing is loaded from elsewhere. */
export function MarkdownRendered({ text, under }: MarkdownRenderedProps) {
  return (
    <ReactMarkdown
      remarkPlugins={[remarkGfm]}
      rehypePlugins={[showRawHtml, [rehypeSanitize, SCHEMA], [nestHeadings, under]]}
      urlTransform={(url) => url}
      components={COMPONENTS}
    >
      {text}
    </ReactMarkdown>
  );
}
