import { createContext, useContext } from "react";

/** What the page table says of the page that is shown. */
export interface Here {
  title: string;
  /** The pages above this one, outermost first. */
  above: readonly { title: string; href: string }[];
}

const Context = createContext<Here>({ title: "", above: [] });
export const HereProvider = Context.Provider;

/** The title of the page that is shown, and the pages above it. */
export function useHere(): Here {
  return useContext(Context);
}
