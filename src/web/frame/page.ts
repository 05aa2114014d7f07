import type { ComponentType } from "react";
import type { Params } from "#contract/endpoint.ts";
import type { OrganizationRole, ProjectRole } from "#contract/entities.ts";
import type { IconName } from "../ui/icon.tsx";
import { titled } from "../ui/messages/index.ts";
import type { GroupName } from "./groups.ts";

/** How a page is found: what it is called, and for whom and where it is offered. */
interface Offer {
  title: string;
  icon: IconName;
  /** Who may open a page that belongs to no project; everyone where it does not say. */
  for?: readonly OrganizationRole[];
  /** Its place in the bar above every page. */
  inBar?: number;
  /** Who has it in the bar, where more people may open it than would miss it there. */
  inBarFor?: readonly OrganizationRole[];
  /** Whether the person's own menu has it. */
  inMenu?: true;
  /** Who may open a page of a project, and its place in the sidebar; without a group the palette alone has it. */
  inProject?: { for: readonly ProjectRole[]; group?: GroupName; order?: number };
}

/** A page; one without a title is reached from another page alone. */
export type PageEntry<P extends string = string> = {
  /** Its address, with named pieces such as `:project`. */
  path: P;
  /** Fetches its code. The page gets the named pieces of its path as properties. */
  load: () => Promise<ComponentType<Params<P>>>;
  /** Nothing around it, as nobody is signed in; or no bar and no sidebar, as it brings its own. */
  frame?: "public" | "bare";
} & (Offer | { [K in keyof Offer]?: never });

/** One line of a feature's page table; its properties are checked against its path. */
export function page<const P extends string>(entry: PageEntry<P>): PageEntry<P> {
  return entry;
}

/** What a page is called, in the reader's language. */
export function titleOf({ path, title }: { path: string; title?: string }): string {
  return titled(`page.${path}`, title ?? "");
}
