import { type ReactNode, useState } from "react";
import type { GuideDraft } from "#contract/guide-drafts.ts";
import { useHere } from "../../frame/here.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { setSearch, useLocation } from "../../ui/routing.ts";
import { ErrorState, Loading } from "../../ui/states.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { useRead } from "./api.ts";
import { DraftView } from "./draft-view.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { GuideMenu } from "./guide-menu.tsx";
import { PolicyGrid } from "./policy-grid.tsx";
import { PublishDialog } from "./publish-dialog.tsx";
import { useDraft } from "./use-draft.ts";
import { VersionsView } from "./versions-view.tsx";
import { t } from "./words.ts";

/** A guide: its draft, written together, its policy grid and its versions. */
export function GuidePage({ guide: id }: { guide: string }): ReactNode {
  const read = useRead("guideDrafts", "get", { params: { guide: id } });
  const { above } = useHere();
  // The draft then keeps itself up to date; reading it whole again would only be late.
  const [first, setFirst] = useState<GuideDraft | null>(null);
  if (read.data && first?.id !== id) setFirst(read.data);
  if (first?.id === id) return <OneGuide key={id} guide={{ ...first, ...summaryOf(read.data ?? first) }} />;
  return (
    <Page title="" breadcrumbs={above}>
      {read.error ? (
        <ErrorState error={read.error} onRetry={() => void read.refetch()} />
      ) : (
        <Loading lines={10} />
      )}
    </Page>
  );
}

const summaryOf = ({ archived, version, projects, mayEdit }: GuideDraft) => ({
  archived,
  version,
  projects,
  mayEdit: mayEdit && !archived,
});

const VIEWS = ["rules", "grid", "versions"] as const;
type View = (typeof VIEWS)[number];

function OneGuide({ guide }: { guide: GuideDraft }): ReactNode {
  const { search } = useLocation();
  const { above } = useHere();
  const entry = search.get("entry");
  const view = VIEWS.find((name) => name === search.get("view")) ?? "rules";
  const draft = useDraft(guide, entry);
  const [publishing, setPublishing] = useState(false);
  const open = (next: View, more: Record<string, string | null> = {}) =>
    setSearch({ view: next === "rules" ? null : next, ...more });
  return (
    <Page
      title={draft.title}
      breadcrumbs={above}
      beside={
        <Badge tone={guide.version ? "accent" : "neutral"}>
          {guide.version ? t("guides.version", { n: guide.version.n }) : t("guides.unpublished")}
        </Badge>
      }
      actions={
        <>
          {guide.mayEdit && (
            <Button look="primary" icon="check" onClick={() => setPublishing(true)}>
              {t("guides.publish")}
            </Button>
          )}
          <ExportMenu guide={guide.id} />
          <GuideMenu guide={guide} title={draft.title} />
        </>
      }
    >
      <Tabs
        label={t("guides.views")}
        selected={view}
        onSelect={(next) => open(next)}
        tabs={VIEWS.map((name) => ({ name, title: t(`guides.view.${name}`) }))}
      >
        {view === "rules" && (
          <DraftView draft={draft} mayEdit={guide.mayEdit} onPublish={() => setPublishing(true)} />
        )}
        {view === "grid" && (
          <PolicyGrid
            draft={draft}
            mayEdit={guide.mayEdit}
            onOpen={(rule) => open("rules", { entry: rule })}
          />
        )}
        {view === "versions" && <VersionsView guide={guide} />}
      </Tabs>
      {publishing && <PublishDialog draft={draft} onClose={() => setPublishing(false)} />}
    </Page>
  );
}
