import type { ReactNode } from "react";
import type { NewReReview } from "#contract/gates.ts";
import { Select, TextInput } from "../../ui/field.tsx";
import { t } from "./words.ts";

interface Props {
  reReview: NewReReview | null;
  onChoose: (reReview: NewReReview | null) => void;
}

/** So many answers are drawn where nothing else is said. */
const FEW = 50;

/** What happens to accepted work that the changed rules touch: left, some of it drawn for another review, or all of it. */
export function AcceptedWork({ reReview, onChoose }: Props): ReactNode {
  const kind = reReview === null ? "leave" : reReview.draw === null ? "all" : "draw";
  const choose = (next: string) => onChoose(next === "leave" ? null : { draw: next === "all" ? null : FEW });
  return (
    <>
      <Select
        label={t("guides.accepted")}
        help={kind === "leave" ? undefined : t("guides.accepted.help")}
        value={kind}
        onChange={(event) => choose(event.target.value)}
      >
        {(["leave", "draw", "all"] as const).map((name) => (
          <option key={name} value={name}>
            {t(`guides.accepted.${name}`)}
          </option>
        ))}
      </Select>
      {reReview !== null && reReview.draw !== null && (
        <TextInput
          label={t("guides.accepted.many")}
          type="number"
          min={1}
          max={100_000}
          required
          value={reReview.draw}
          onChange={({ target: { valueAsNumber: draw } }) =>
            draw >= 1 && onChoose({ draw: Math.floor(draw) })
          }
        />
      )}
    </>
  );
}
