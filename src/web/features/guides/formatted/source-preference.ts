import { useWatched, Watched } from "../../../ui/watched.ts";

const KEY = "plumbline.guides.source";

const watched = new Watched({ source: readKept() });

/** Whether this browser's person edits texts as Markdown source. */
export const useSource = (): boolean => useWatched(watched).source;

/** Switches all texts on the screen between formatted and source, and remembers it in this browser. */
export function toggleSource(): void {
  const source = !watched.snapshot().source;
  watched.set({ source });
  try {
    localStorage.setItem(KEY, String(source));
  } catch {
    // A private window may have no storage: then it holds until the page is closed.
  }
}

function readKept(): boolean {
  try {
    return localStorage.getItem(KEY) === "true";
  } catch {
    return false;
  }
}
