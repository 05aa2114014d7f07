import type { ReactNode } from "react";
import type { AgreementToSign } from "#contract/agreements.ts";
import { queries } from "../../api.ts";
import { Markdown } from "../../kinds/markdown.tsx";
import { hrefOf } from "../../paths.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Page, Section } from "../../ui/page.tsx";
import { navigate, useLocation } from "../../ui/routing.ts";
import { EmptyState, ErrorState, Loading } from "../../ui/states.tsx";
import { exactTime } from "../../ui/time.tsx";
import { toast } from "../../ui/toast.tsx";
import css from "./agreements.module.css";
import { useRead } from "./api.ts";
import { SignForm } from "./sign-form.tsx";
import { t } from "./words.ts";

/** What has to be signed before a project opens, one text after the other. */
export function SignPage({ project }: { project: string }): ReactNode {
  const asked = useRead("agreements", "toSign", { params: { project } });
  const next = useNext(project);
  const rows = asked.data?.rows;
  const title = asked.data ? t("agreements.signTitle", { project: asked.data.project }) : "";
  function signed(signature: string): void {
    // What was refused is asked for anew, rather than shown as refused meanwhile.
    void queries.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== "accounts" });
    const show = () => navigate(hrefOf("/signatures/:signature", { signature }));
    toast(t("agreements.sign.signed"), {
      action: { label: t("agreements.sign.receipt"), run: show },
      seconds: 10,
    });
    if (rows?.length === 1) navigate(next, { replace: true });
  }
  return (
    <Page title={title} narrow>
      {rows?.[0] ? (
        <ToSign
          key={rows[0].version.id}
          project={project}
          agreement={rows[0]}
          count={rows.length}
          onSigned={signed}
        />
      ) : rows ? (
        <EmptyState
          icon="check"
          title={t("agreements.sign.nothing")}
          action={
            <LinkButton look="primary" href={next}>
              {t("agreements.sign.open")}
            </LinkButton>
          }
        />
      ) : asked.error ? (
        <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
      ) : (
        <Loading lines={12} />
      )}
    </Page>
  );
}

function ToSign({
  project,
  agreement,
  count,
  onSigned,
}: {
  project: string;
  agreement: AgreementToSign;
  count: number;
  onSigned: (signature: string) => void;
}): ReactNode {
  const { title, version, open } = agreement;
  return (
    <>
      <p>{helpOf(agreement)}</p>
      <Section title={title}>
        <p className={css.muted}>
          {t("agreements.sign.version", { n: version.n })}
          {count > 1 && `, ${t("agreements.sign.of", { n: 1, count })}`}
        </p>
        <article className={css.paper} dir="auto">
          <Markdown text={version.text} under={2} />
        </article>
        {open ? (
          <SignForm project={project} agreement={agreement} onSigned={onSigned} />
        ) : (
          <p>{t("agreements.sign.closed")}</p>
        )}
      </Section>
    </>
  );
}

function helpOf({ state, needed, version }: AgreementToSign): string {
  if (!needed) return t("agreements.sign.later", { date: exactTime(version.neededFrom) });
  if (state === "outdated" || state === "ended") return t(`agreements.sign.${state}`);
  return t("agreements.sign.help");
}

/** Where to go once all is signed: back to the page that asked for it, if that is one of ours. */
function useNext(project: string): string {
  const { search } = useLocation();
  const next = search.get("next") ?? "";
  return /^\/(?![/\\])/.test(next) ? next : hrefOf("/projects/:project", { project });
}
