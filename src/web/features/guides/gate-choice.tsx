import type { ReactNode } from "react";
import type { NewGate } from "#contract/gates.ts";
import { Select, TextInput } from "../../ui/field.tsx";
import { useRead } from "./api.ts";
import css from "./guides.module.css";
import { t } from "./words.ts";

interface Props {
  gate: NewGate | null;
  onChoose: (gate: NewGate | null) => void;
}

/** Whether a version is only announced, or has to be read before the next item, at once or from a time on. */
export function GateChoice({ gate, onChoose }: Props): ReactNode {
  const kind = gate === null ? "tell" : gate.from === null ? "next" : "from";
  const choose = (next: string) => {
    if (next === "tell") onChoose(null);
    else onChoose({ from: next === "next" ? null : new Date(Date.now() + 3_600_000).toISOString() });
  };
  return (
    <>
      <Select
        label={t("guides.gate")}
        help={kind === "tell" ? undefined : t("guides.gate.help")}
        value={kind}
        onChange={(event) => choose(event.target.value)}
      >
        {(["tell", "next", "from"] as const).map((name) => (
          <option key={name} value={name}>
            {t(`guides.gate.${name}`)}
          </option>
        ))}
      </Select>
      {gate?.from != null && (
        <TextInput
          label={t("guides.gate.time")}
          type="datetime-local"
          required
          value={localTime(gate.from)}
          onChange={({ target: { value } }) => value && onChoose({ from: new Date(value).toISOString() })}
        />
      )}
    </>
  );
}

/** A time as the browser's field for it has it: in the reader's zone, to the minute. */
function localTime(iso: string): string {
  const time = new Date(iso);
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Which queues of which projects the draft's changes touch, and how many people and open pieces of work are behind them. */
export function GatePreview({ guide }: { guide: string }): ReactNode {
  const { data } = useRead("guideDrafts", "touches", { params: { guide } });
  if (!data || data.rows.length === 0) return null;
  return (
    <section aria-label={t("guides.gate.preview")}>
      {data.everywhere.length > 0 && (
        <p className={css.muted}>{t("guides.gate.everyQueue", { titles: data.everywhere.join(", ") })}</p>
      )}
      <ul className={css.muted}>
        {data.rows.map(({ project, name, queues, all, people, open }) => (
          <li key={project}>
            {t("guides.gate.touches", {
              project: name,
              queues,
              count: all,
              people: t("guides.gate.people", { count: people }),
            })}
            , {t("guides.gate.items", { count: open })}
          </li>
        ))}
      </ul>
    </section>
  );
}
