import { type ReactNode, useState } from "react";
import type { ReadFile } from "#contract/guide-files.ts";
import { useHere } from "../../frame/here.ts";
import { Page } from "../../ui/page.tsx";
import { useLocation } from "../../ui/routing.ts";
import { ErrorLine } from "../../ui/states.tsx";
import { useChange } from "./api.ts";
import { FileZone } from "./file-zone.tsx";
import { ImportProposals } from "./import-proposals.tsx";
import { ImportReview } from "./import-review.tsx";
import { t } from "./words.ts";

/** A file becomes a new guide, or proposals for the guide that the address names. */
export function ImportGuidePage(): ReactNode {
  const { title, above } = useHere();
  const { search } = useLocation();
  const [guide, project] = [search.get("guide"), search.get("project")];
  const [file, setFile] = useState<{ name: string; read: ReadFile } | null>(null);
  const read = useChange("guideFiles", "read", {
    onDone: (found, { query }) => setFile({ name: query.name, read: found }),
  });
  const start = (chosen: File) =>
    read.mutate({ query: { name: chosen.name, ...(guide && { guide }) }, file: chosen });
  return (
    <Page title={title} breadcrumbs={above}>
      {file && guide && <ImportProposals guide={guide} read={file.read} />}
      {file && !guide && <ImportReview name={file.name} read={file.read} project={project} />}
      {!file && (
        <>
          <p>{t(guide ? "guides.import.againHelp" : "guides.import.help")}</p>
          <FileZone busy={read.isPending} onFile={start} />
          <ErrorLine error={read.error} />
        </>
      )}
    </Page>
  );
}
