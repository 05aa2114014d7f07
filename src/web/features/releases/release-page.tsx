import { type ReactNode, useEffect, useState } from "react";
import type { Release } from "#contract/releases.ts";
import { ProjectPage } from "../../frame/project-page.tsx";
import { Markdown } from "../../kinds/markdown.tsx";
import { said } from "../../ui/messages/index.ts";
import { Section } from "../../ui/page.tsx";
import { Progress } from "../../ui/progress.tsx";
import { ErrorState, Loading } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { Threads } from "../discussions/index.ts";
import { useRead } from "./api.ts";
import { FileTable } from "./file-table.tsx";
import { HowMade } from "./how-made.tsx";
import { ReleaseBadge } from "./release-badge.tsx";
import { fileHref, isText } from "./release-files.ts";
import css from "./releases.module.css";
import { Verify } from "./verify.tsx";
import { t } from "./words.ts";

/** One release: its files with their hashes, how it was made, its data card and manifest. */
export function ReleasePage({
  project: id,
  release: releaseId,
}: {
  project: string;
  release: string;
}): ReactNode {
  const params = { project: id, release: releaseId };
  const read = useRead(
    "releases",
    "get",
    { params },
    { every: (last) => (last?.state === "ready" || last?.state === "failed" ? false : 1500) },
  );
  const release = read.data;
  return (
    <ProjectPage
      project={id}
      title={release ? t("releases.release", { n: release.n, name: release.name }) : t("releases.title")}
      beside={release && <ReleaseBadge state={release.state} />}
      actions={release?.state === "ready" && <Verify project={id} release={release.id} />}
    >
      {(project) =>
        release ? (
          <>
            <Whole project={id} release={release} />
            <Threads
              place={{ project: id, subject: "release", id: releaseId }}
              mayWrite={project.role !== "viewer"}
            />
          </>
        ) : read.error ? (
          <ErrorState error={read.error} onRetry={() => void read.refetch()} />
        ) : (
          <Loading lines={10} />
        )
      }
    </ProjectPage>
  );
}

function Whole({ project, release }: { project: string; release: Release }): ReactNode {
  const { state, by, createdAt, notes, files } = release;
  return (
    <>
      <p>
        {t("releases.count", {
          items: t("releases.countItems", { count: release.items }),
          answers: t("releases.countAnswers", { count: release.answers }),
        })}{" "}
        <span className={css.muted}>
          · {by.name}, <Time exact value={createdAt} />
        </span>
      </p>
      {(state === "frozen" || state === "building") && (
        <div>
          <Progress label={t("releases.writing")} value={null} />
          <p className={css.muted}>{t("releases.writingHelp")}</p>
        </div>
      )}
      {state === "failed" && (
        <div className={css.failed} role="alert">
          <p className={css.big}>{t("releases.failed")}</p>
          {release.failure && <p>{said(release.failure)}</p>}
          <p className={css.muted}>{t("releases.failedHelp")}</p>
        </div>
      )}
      {notes && (
        <p className={css.notes} dir="auto">
          {notes}
        </p>
      )}
      {files.length > 0 && (
        <Section title={t("releases.files")}>
          <FileTable project={project} release={release.id} files={files} />
        </Section>
      )}
      <Section title={t("releases.how")}>
        <HowMade release={release} />
      </Section>
      {files.filter(isCard).map(({ name }) => (
        <Section key={name} title={t("releases.card")}>
          <DataCard href={fileHref(project, release.id, name)} />
        </Section>
      ))}
      {release.manifest !== null && (
        <details>
          <summary className={css.summary}>{t("releases.showManifest")}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
          <pre className={css.manifest} tabIndex={0}>
            {JSON.stringify(release.manifest, null, 2)}
          </pre>
        </details>
      )}
    </>
  );
}

function isCard(file: Release["files"][number]): boolean {
  return isText(file) && /card|readme/i.test(file.name);
}

/** The data card is one of the files, in Markdown. */
function DataCard({ href }: { href: string }): ReactNode {
  const [text, setText] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    const stop = new AbortController();
    fetch(href, { signal: stop.signal, headers: { "x-plumbline": "web" } })
      .then((response) => (response.ok ? response.text() : Promise.reject(new Error(response.statusText))))
      .then(setText)
      .catch((failure: unknown) => !stop.signal.aborted && setError(failure));
    return () => stop.abort();
  }, [href]);
  if (error) return <ErrorState error={error} />;
  if (text === null) return <Loading lines={6} />;
  return (
    <div className={css.card}>
      <Markdown text={text} under={2} />
    </div>
  );
}
