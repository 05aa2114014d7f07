import type { Attributes } from "#content/index.ts";
import type { Reading } from "#contract/guide-audience.ts";
import type { ExportFormat } from "#contract/guide-files.ts";
import type { Matchable, Proposal } from "#guide/match.ts";
import type { ReadGuide } from "#guide/reading/index.ts";
import type { GuideToWrite } from "#guide/writing/index.ts";

/** What the process for guides' files is asked to do. */
export type GuideOrder =
  | { kind: "read"; name: string; bytes: Uint8Array; guide: Matchable[] | null }
  | {
      kind: "write";
      format: ExportFormat;
      guide: GuideToWrite;
      /** What stands on each page; null: nothing. */
      reading: Reading | null;
      language: string | null;
      tokens: number | null;
      /** Of a prompt: rules that do not apply there are left out; null asks for none. */
      stage: string | null;
      attributes: Attributes | null;
    };

/** What it answers. */
export type GuideAnswer =
  | { kind: "read"; read: ReadGuide; proposals: Proposal[] | null }
  | { kind: "written"; bytes: Uint8Array }
  | { kind: "refused"; message: string }
  | { kind: "failed"; message: string; stack: string | undefined };
