import type { PageEntry } from "./page.ts";

let table: readonly PageEntry[] = [];

/** Says which pages there are, once, before anything is drawn: the frame knows no feature. */
export function setPages(pages: readonly PageEntry[]): void {
  table = pages;
}

/** Every page that there is. */
export const allPages = (): readonly PageEntry[] => table;
