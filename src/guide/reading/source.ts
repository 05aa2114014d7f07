import type { Heading, Root } from "mdast";

/** Why words of a file are in no entry. */
export type LeftOutWhy =
  | "attribute"
  | "comment"
  | "contents"
  | "deleted"
  | "inserted"
  | "label"
  | "navigation"
  | "number"
  | "picture"
  | "repeated"
  | "watermark";

/** Words of a file that are in no entry, or (`inserted`) that are in one although their author only proposed them. */
export interface LeftOut {
  why: LeftOutWhy;
  text: string;
}

/** What a file says about a heading besides its words. */
export interface HeadingFacts {
  /** The name that links within the file lead to. */
  anchor?: string;
  /** The number that the file's program puts before it, which is not among its words. */
  number?: string;
}

/** A file as a tree, before entries are found in it. */
export interface Source {
  root: Root;
  /** The Markdown that the tree's positions are in; null where the tree was made from another format. */
  text: string | null;
  title: string | null;
  headings: Map<Heading, HeadingFacts>;
  leftOut: LeftOut[];
}

/** A file that no guide can be made of; the message says why and what to do about it. */
export class UnreadableGuide extends Error {}
