const PREFIX = "plumbline.guide.";
const keyOf = (project: string) => PREFIX + project;

/** What was being written of the instructions in this browser; null where that began from another version. */
export function keptText(project: string, version: number): string | null {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(project)) ?? "null") as {
      version: number;
      text: string;
    } | null;
    return kept?.version === version ? kept.text : null;
  } catch {
    return null;
  }
}

/** Keeps what is being written, so that a reload loses nothing; `version` is the one it began from. */
export function keepText(project: string, version: number, text: string): void {
  try {
    localStorage.setItem(keyOf(project), JSON.stringify({ version, text }));
  } catch {
    // A private window may have no storage: then the open page is the only copy.
  }
}

export function forgetText(project: string): void {
  try {
    localStorage.removeItem(keyOf(project));
  } catch {
    // There was none.
  }
}

/** Forgets the texts of every project: others may use this browser next. */
export function forgetTexts(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  } catch {
    // There were none.
  }
}
