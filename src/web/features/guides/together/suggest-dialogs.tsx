import { type ReactNode, useState } from "react";
import { EntryContent } from "#guide/entry.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Select } from "../../../ui/field.tsx";
import { EMPTY, type Numbered, type Place, placeBehind, placeOf } from "../draft-state.ts";
import { EntryForm } from "../entry-form.tsx";
import css from "../guides.module.css";
import type { Draft } from "../use-draft.ts";
import { t as guideWords } from "../words.ts";
import { useSuggest } from "./use-suggest.tsx";
import { t } from "./words.ts";

interface SuggestProps {
  draft: Draft;
  entry: Numbered;
  onClose: () => void;
}

/** Suggests an entry that the guide does not have yet, and where it goes. */
export function SuggestAdd({
  draft,
  entry,
  onClose,
}: Omit<SuggestProps, "entry"> & { entry: Numbered | null }): ReactNode {
  const [content, setContent] = useState<EntryContent>(() => emptyEntry("rule"));
  const [place, setPlace] = useState<Place>(() => placeBehind(draft.live, "rule", entry));
  const suggest = useSuggest(draft, onClose);
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t("together.suggest.add")}
      confirm={
        <Button
          look="primary"
          disabled={content.title.trim() === ""}
          busy={suggest.busy}
          onClick={() => suggest.send({ act: "add", content, ...place })}
        >
          {t("together.suggestSend")}
        </Button>
      }
    >
      <Select
        label={t("together.kind")}
        value={content.kind}
        onChange={(event) =>
          setContent({ ...emptyEntry(event.target.value as EntryContent["kind"]), title: content.title })
        }
      >
        {(["rule", "section", "term"] as const).map((kind) => (
          <option key={kind} value={kind}>
            {t(`together.kind.${kind}`)}
          </option>
        ))}
      </Select>
      <PlaceFields draft={draft} place={place} onChange={setPlace} />
      <EntryForm key={content.kind} draft={draft} entry="" content={content} onChange={setContent} />
      {suggest.field}
    </Dialog>
  );
}

const emptyEntry = (kind: EntryContent["kind"]): EntryContent =>
  EntryContent.parse({ kind, title: guideWords(`guides.untitled.${kind}`), ...EMPTY[kind] });

/** Suggests another place for an entry. */
export function SuggestMove({ draft, entry, onClose }: SuggestProps): ReactNode {
  const [now] = useState(() => placeOf(draft.live, entry));
  const [place, setPlace] = useState(now);
  const suggest = useSuggest(draft, onClose);
  const isSame = place.parent === now.parent && place.after === now.after;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("together.suggestMoveOf", { number: entry.number, title: entry.content.title })}
      confirm={
        <Button
          look="primary"
          disabled={isSame}
          busy={suggest.busy}
          onClick={() => suggest.send({ act: "move", entry: entry.id, base: entry.revision, ...place })}
        >
          {t("together.suggestSend")}
        </Button>
      }
    >
      <PlaceFields draft={draft} moved={entry} place={place} onChange={setPlace} />
      {suggest.field}
    </Dialog>
  );
}

/** Suggests that an entry retires. */
export function SuggestRetire({ draft, entry, onClose }: SuggestProps): ReactNode {
  const suggest = useSuggest(draft, onClose);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("together.suggestRetireOf", { number: entry.number, title: entry.content.title })}
      confirm={
        <Button
          look="primary"
          busy={suggest.busy}
          onClick={() => suggest.send({ act: "retire", entry: entry.id, base: entry.revision })}
        >
          {t("together.suggestSend")}
        </Button>
      }
    >
      {suggest.field}
    </Dialog>
  );
}

interface PlaceProps {
  draft: Draft;
  place: Place;
  moved?: Numbered;
  onChange: (place: Place) => void;
}

/** A section, and behind which of its entries. */
function PlaceFields({ draft: { live }, place, moved, onChange }: PlaceProps): ReactNode {
  const others = live.filter(({ id, number }) => id !== moved?.id && !number.startsWith(`${moved?.number}.`));
  const lastIn = (parent: string | null) => others.filter((one) => one.parent === parent).at(-1)?.id ?? null;
  const option = ({ id, number, content }: Numbered) => (
    <option key={id} value={id}>
      {`${number} ${content.title}`}
    </option>
  );
  return (
    <div className={css.pair}>
      <Select
        label={t("together.section")}
        value={place.parent ?? ""}
        onChange={({ target: { value } }) =>
          onChange({ parent: value || null, after: lastIn(value || null) })
        }
      >
        <option value="">{t("together.topLevel")}</option>
        {others.filter(({ content }) => content.kind === "section").map(option)}
      </Select>
      <Select
        label={t("together.after")}
        value={place.after ?? ""}
        onChange={({ target: { value } }) => onChange({ ...place, after: value || null })}
      >
        <option value="">{t("together.atStart")}</option>
        {others.filter(({ parent }) => parent === place.parent).map(option)}
      </Select>
    </div>
  );
}
