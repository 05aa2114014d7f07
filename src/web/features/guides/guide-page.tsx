import { type ReactNode, useState } from "react";
import type { GuideDraft } from "#contract/guide-drafts.ts";
import { useHere } from "../../frame/here.ts";
import { hrefOf } from "../../paths.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { setSearch, useLocation } from "../../ui/routing.ts";
import { ErrorState, Loading } from "../../ui/states.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { useRead } from "./api.ts";
import { AudienceView } from "./audience/audience-view.tsx";
import { Marked } from "./audience/reading-mark.tsx";
import { t as audience } from "./audience/words.ts";
import { DraftView } from "./draft-view.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { GuideMenu } from "./guide-menu.tsx";
import { PolicyGrid } from "./policy-grid.tsx";
import { PublishDialog } from "./publish-dialog.tsx";
import { PeopleView } from "./together/people-view.tsx";
import { SignOffView } from "./together/sign-off-view.tsx";
import { SuggestionsView } from "./together/suggestions-view.tsx";
import { t as together } from "./together/words.ts";
import { TranslationsView } from "./translations/translations-view.tsx";
import { t as translations } from "./translations/words.ts";
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

const summaryOf = ({ archived, version, projects, mayEdit, maySuggest, capacities }: GuideDraft) => ({
  archived,
  version,
  projects,
  capacities,
  mayEdit: mayEdit && !archived,
  maySuggest: maySuggest && !archived,
});

const VIEWS = [
  "rules",
  "suggestions",
  "sign-off",
  "grid",
  "translations",
  "people",
  "audience",
  "versions",
] as const;
type View = (typeof VIEWS)[number];

function titleOf(view: View, waiting: number): string {
  if (view === "people") return together("together.people");
  if (view === "audience") return audience("audience.title");
  if (view === "translations") return translations("translations.title");
  if (view === "sign-off") return together("together.signOff");
  if (view !== "suggestions") return t(`guides.view.${view}`);
  return waiting > 0
    ? together("together.suggestionsCount", { count: waiting })
    : together("together.suggestions");
}

function OneGuide({ guide }: { guide: GuideDraft }): ReactNode {
  const { search } = useLocation();
  const { above } = useHere();
  const entry = search.get("entry");
  const views = VIEWS.filter((name) => name !== "audience" || guide.mayEdit);
  const view = views.find((name) => name === search.get("view")) ?? "rules";
  const draft = useDraft(guide, entry);
  const suggestions = useRead("guideSuggestions", "list", { params: { guide: guide.id } }, { every: 5_000 });
  const read = useRead("guideAudience", "reading", { params: { guide: guide.id } }, { every: 60_000 });
  const me = useRead("accounts", "me").data?.id;
  const [publishing, setPublishing] = useState(false);
  const waiting = suggestions.data?.rows.filter(({ decision }) => !decision) ?? [];
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
          <LinkButton icon="clock" href={hrefOf("/guides/:guide/check-in", { guide: guide.id })}>
            {together("together.checkIn")}
          </LinkButton>
          <ExportMenu guide={guide.id} />
          <GuideMenu guide={guide} title={draft.title} />
        </>
      }
    >
      <Marked reading={read.data?.reading ?? null}>
        <Tabs
          label={t("guides.views")}
          selected={view}
          onSelect={(next) => open(next)}
          tabs={views.map((name) => ({ name, title: titleOf(name, waiting.length) }))}
        >
          {view === "rules" && (
            <DraftView
              draft={draft}
              suggestions={waiting}
              mayEdit={guide.mayEdit}
              maySuggest={guide.maySuggest}
              onPublish={() => setPublishing(true)}
            />
          )}
          {view === "suggestions" && suggestions.data && (
            <SuggestionsView
              draft={draft}
              rows={suggestions.data.rows}
              mayEdit={guide.mayEdit}
              me={me}
              onOpen={(rule) => open("rules", { entry: rule })}
            />
          )}
          {view === "translations" && (
            <TranslationsView
              draft={draft}
              mayTranslate={!guide.archived && (guide.mayEdit || guide.capacities.includes("linguist"))}
            />
          )}
          {view === "sign-off" && (
            <SignOffView draft={draft} mayEdit={guide.mayEdit} capacities={guide.capacities} />
          )}
          {view === "audience" && <AudienceView draft={draft} />}
          {view === "people" && <PeopleView guide={guide.id} mayEdit={guide.mayEdit} />}
          {view === "grid" && (
            <PolicyGrid
              draft={draft}
              mayEdit={guide.mayEdit}
              onOpen={(rule) => open("rules", { entry: rule })}
            />
          )}
          {view === "versions" && <VersionsView guide={guide} />}
        </Tabs>
      </Marked>
      {publishing && <PublishDialog draft={draft} onClose={() => setPublishing(false)} />}
    </Page>
  );
}
