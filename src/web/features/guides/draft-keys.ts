import type { Shortcut } from "../../ui/shortcuts.tsx";
import type { Numbered } from "./draft-state.ts";
import type { Asking } from "./entry-actions.tsx";
import type { Draft } from "./use-draft.ts";
import type { DraftActions } from "./use-draft-actions.ts";
import { t } from "./words.ts";

interface KeyTargets {
  draft: Draft;
  selected: Numbered | null;
  mayEdit: boolean;
  maySuggest: boolean;
  actions: DraftActions;
  select: (id: string) => void;
  onEdit: (id: string) => void;
  onAsk: (what: Asking) => void;
  onPublish: () => void;
}

/** The keys of a guide's draft: everything that its buttons do. */
export function draftKeys({
  draft: { live },
  selected,
  mayEdit,
  maySuggest,
  actions,
  select,
  onEdit,
  onAsk,
  onPublish,
}: KeyTargets): Shortcut[] {
  const key = (id: string, keys: string, label: string, run: () => void): Shortcut => ({
    id: `guides.${id}`,
    keys,
    label,
    run,
  });
  const go = (step: number) => {
    const at = live.findIndex(({ id }) => id === selected?.id);
    const next = live[at < 0 ? 0 : at + step];
    if (!next) return;
    select(next.id);
    // The focus goes along, so that a screen reader says where one is and Tab goes on from there.
    document.getElementById(`entry-${next.id}`)?.focus({ preventScroll: true });
  };
  const reading = [
    key("search", "/", t("guides.search"), () => document.getElementById("guide-search")?.focus()),
    key("next", "j", t("guides.next"), () => go(1)),
    key("previous", "k", t("guides.previous"), () => go(-1)),
  ];
  if (!maySuggest) return reading;
  const onSelected = (run: (entry: Numbered) => void) => () => selected && run(selected);
  const joinable = (what: "split" | "merge") =>
    onSelected(({ content }) => content.kind !== "section" && onAsk(what));
  const changing = [
    ...reading,
    key(
      "edit",
      "e",
      t("guides.edit"),
      onSelected(({ id }) => onEdit(id)),
    ),
    key("split", "s", t("guides.split"), joinable("split")),
    key("merge", "m", t("guides.merge"), joinable("merge")),
  ];
  if (!mayEdit)
    return [
      ...changing,
      key("addRule", "n", t("guides.add.rule"), () => onAsk("add")),
      key(
        "retire",
        "x",
        t("guides.retire"),
        onSelected(() => onAsk("retire")),
      ),
    ];
  const add = (kind: "rule" | "section" | "term") => () => void actions.add(kind, selected);
  return [
    ...changing,
    key("addRule", "n", t("guides.add.rule"), add("rule")),
    key("addSection", "alt+n", t("guides.add.section"), add("section")),
    key("addTerm", "d", t("guides.add.term"), add("term")),
    key(
      "retire",
      "x",
      t("guides.retire"),
      onSelected((entry) => void actions.retire(entry)),
    ),
    ...(
      [
        ["up", "alt+ArrowUp", "guides.moveUp"],
        ["down", "alt+ArrowDown", "guides.moveDown"],
        ["in", "alt+ArrowRight", "guides.moveIn"],
        ["out", "alt+ArrowLeft", "guides.moveOut"],
      ] as const
    ).map(([direction, keys, label]) =>
      key(
        direction,
        keys,
        t(label),
        onSelected((entry) => void actions.step(entry, direction)),
      ),
    ),
    key("publish", "p", t("guides.publish"), onPublish),
  ];
}
