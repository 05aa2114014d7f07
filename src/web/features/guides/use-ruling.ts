import { useEffect, useState } from "react";
import { RulingUse } from "#contract/questions.ts";
import type { EntryContent } from "#guide/entry.ts";
import { setSearch, useLocation } from "../../ui/routing.ts";
import { useChange, useRead } from "./api.ts";
import { textOf, withText } from "./main-text.ts";

/** A ruling on its way into the draft. */
export interface RulingInDraft {
  kind: RulingUse;
  text: string;
  /** Notes on the desk what it became. */
  note(): void;
}

/** The ruling that the address asks to be taken into the draft, once it is read; each is taken once. */
export function useRulingInDraft(guide: string, onRuling: (kind: RulingUse) => void): RulingInDraft | null {
  const { search } = useLocation();
  const wanted = RulingUse.safeParse(search.get("use")).data;
  const question = search.get("question");
  const [taken, setTaken] = useState<RulingInDraft | null>(null);
  const desk = useRead(
    "questions",
    "list",
    { params: { guide }, query: {} },
    { enabled: wanted !== undefined && question !== null },
  );
  const { mutate } = useChange("questions", "use");
  const ruling = desk.data?.rows.find(({ id }) => id === question)?.rulings[0];
  useEffect(() => {
    if (!wanted || !question || !ruling) return;
    const note = () => {
      mutate({ params: { guide, question }, body: { ruling: ruling.id, kind: wanted } });
      setTaken(null);
    };
    setTaken({ kind: wanted, text: ruling.text, note });
    setSearch({ use: null, question: null });
    onRuling(wanted);
  }, [wanted, question, ruling, guide, mutate, onRuling]);
  return taken;
}

/** A rule as it is with a ruling, for its editor to go on from. What was asked from an item brings nothing of it along. */
export function withRuling(content: EntryContent, { kind, text }: RulingInDraft): EntryContent {
  if (content.kind !== "rule" || kind !== "example")
    return withText(content, `${textOf(content).trimEnd()}\n\n${text}`);
  const example = {
    ...{ id: crypto.randomUUID(), verdict: "borderline" as const, prompt: "", response: "", why: text },
    ...{ language: null, skill: "", item: null },
  };
  return { ...content, examples: [...content.examples, example] };
}
