import { type ReactNode, useCallback, useMemo, useState } from "react";
import { type Anchor, arrange, type TextPlace, textAt, withCandidate } from "#content/index.ts";
import type { Item } from "#contract/items.ts";
import type { Project } from "#contract/projects.ts";
import { ProjectPage } from "../../frame/project-page.tsx";
import { canManage } from "../../frame/roles.ts";
import { hrefOf } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { Menu } from "../../ui/menu.tsx";
import { Section } from "../../ui/page.tsx";
import { useLocation } from "../../ui/routing.ts";
import { ErrorLine, ErrorState, Loading } from "../../ui/states.tsx";
import { PassageButton, Threads } from "../discussions/index.ts";
import { OWN, pageOrder } from "./answer-order.ts";
import { Answers } from "./answers.tsx";
import { useRead } from "./api.ts";
import { AssignButton, AssignedTo } from "./assign.tsx";
import { CancelDialog } from "./bulk-bar.tsx";
import { useCancel, usePrioritise } from "./change-items.ts";
import { Facts, HiddenFacts } from "./facts.tsx";
import { HeldBy } from "./held-by.tsx";
import css from "./items.module.css";
import { MaterialView } from "./material-view.tsx";
import { Neighbours } from "./neighbours.tsx";
import { CommentOrderNote, OrderSelect } from "./order-note.tsx";
import { ItemBadge } from "./state-badge.tsx";
import { Timeline } from "./timeline.tsx";
import { priorityTitle, t } from "./words.ts";

/** One item with everything that happened to it. */
export function ItemPage({ project: id, item: itemId }: { project: string; item: string }): ReactNode {
  const read = useRead("items", "get", { params: { project: id, item: itemId } });
  const item = read.data;
  const search = Object.fromEntries(useLocation().search);
  return (
    <ProjectPage
      project={id}
      title={item ? t("items.item", { position: item.position }) : t("items.one")}
      back={hrefOf("/projects/:project/items", { project: id }, search)}
      beside={
        <>
          {item && <ItemBadge state={item.state} />}
          <Neighbours project={id} item={itemId} />
        </>
      }
      actions={(project) => item && canManage(project) && <ItemActions project={project} item={item} />}
    >
      {(project) =>
        item ? (
          <Whole project={project} item={item} />
        ) : read.error ? (
          <ErrorState error={read.error} onRetry={() => void read.refetch()} />
        ) : (
          <Loading lines={14} />
        )
      }
    </ProjectPage>
  );
}

function Whole({ project, item }: { project: Project; item: Item }): ReactNode {
  const { search } = useLocation();
  const candidates = item.material.candidates?.length ?? 0;
  // A filter by answers names responses by the item's own order: what it found is shown in the same.
  const wanted = search.get("order") ?? (search.has("answer") ? OWN : null);
  const page = useMemo(() => pageOrder(item.answers, candidates, wanted), [item, candidates, wanted]);
  const material = useMemo(() => arrange(item.material, page.order), [item, page]);
  const sourceOf = useCallback((place: TextPlace) => textAt(material, place), [material]);
  const [passage, setPassage] = useState<Anchor | null>(null);
  const mayWrite = project.role !== "viewer";
  return (
    <div className={css.item}>
      {mayWrite && <PassageButton sourceOf={sourceOf} onComment={setPassage} />}
      <div className={css.left}>
        <Section
          title={t("items.material")}
          actions={
            candidates > 1 && item.answers.length > 0 && <OrderSelect answers={item.answers} page={page} />
          }
        >
          <MaterialView material={material} attributes={item.attributes} />
        </Section>
        <Facts project={project.id} item={item} />
        {item.hidden && <HiddenFacts hidden={item.hidden} order={page.order} />}
      </div>
      <div className={css.right}>
        {item.assigned.length > 0 && <AssignedTo project={project} item={item} />}
        {item.leases.length > 0 && <HeldBy project={project} leases={item.leases} />}
        <Section title={t("items.answers")}>
          {item.blind ? (
            <p>{t("items.blind")}</p>
          ) : (
            <Answers project={project.id} item={item} page={page} mayAsk={canManage(project)} />
          )}
        </Section>
        <Threads
          place={{ project: project.id, item: item.id }}
          mayWrite={mayWrite}
          passages={{
            sourceOf,
            passage,
            onPassage: setPassage,
            toPage: (anchor) => withCandidate(anchor, (candidate) => page.order.indexOf(candidate)),
            toStored: (anchor) => withCandidate(anchor, (place) => page.order[place]!),
            noteOn: (comment) => <CommentOrderNote comment={comment} answers={item.answers} page={page} />,
          }}
        />
        {!item.blind && (
          <Section title={t("items.timeline")}>
            <Timeline entries={item.timeline} />
          </Section>
        )}
      </div>
    </div>
  );
}

function ItemActions({ project, item }: { project: Project; item: Item }): ReactNode {
  const [asking, setAsking] = useState(false);
  const cancel = useCancel(project.id, () => setAsking(false));
  const { prioritise, error } = usePrioritise(project.id, () => undefined);
  const params = { project: project.id };
  return (
    <>
      <ErrorLine error={error} />
      {item.state === "withdrawn" ? (
        <Button
          icon="undo"
          busy={cancel.isPending}
          onClick={() => cancel.mutate({ params, body: { items: [item.id], restore: true } })}
        >
          {t("items.restore")}
        </Button>
      ) : (
        <>
          <Menu
            label={t("items.priorityIs", { priority: priorityTitle(item.priority) })}
            items={[0, 1, 2].map((priority) => ({
              label: priorityTitle(priority),
              disabled: priority === item.priority,
              onSelect: () => void prioritise([item], priority).catch(() => undefined),
            }))}
          />
          <AssignButton project={project.id} item={item.id} />
          {item.state !== "done" && (
            <Button icon="cross" onClick={() => setAsking(true)}>
              {t("items.cancelOne")}
            </Button>
          )}
        </>
      )}
      {asking && (
        <CancelDialog
          rows={[item]}
          busy={cancel.isPending}
          error={cancel.error}
          onClose={() => setAsking(false)}
          onCancel={() => cancel.mutate({ params, body: { items: [item.id] } })}
        />
      )}
    </>
  );
}
