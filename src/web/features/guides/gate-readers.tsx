import { type ReactNode, useState } from "react";
import type { Gate } from "#contract/gates.ts";
import { Button } from "../../ui/button.tsx";
import { Time } from "../../ui/time.tsx";
import { useRead } from "./api.ts";
import css from "./guides.module.css";
import { t } from "./words.ts";

/** Who has read the newest version that had to be read, who has not, and how long it took. */
export function GateReaders({ project }: { project: string }): ReactNode {
  const { data } = useRead("gates", "list", { params: { project } });
  const [newest] = data?.rows ?? [];
  if (!newest) return null;
  return <Readers project={project} gate={newest} />;
}

function Readers({ project, gate }: { project: string; gate: Gate }): ReactNode {
  const { version, passed, readers, takesEffect, seconds } = gate;
  const [open, setOpen] = useState(false);
  return (
    <section aria-label={t("guides.readers", { n: version.n })}>
      <h3>{t("guides.readers", { n: version.n })}</h3>
      <p>
        {t("guides.readers.read", { passed, readers, from: new Date(takesEffect).toLocaleString() })}{" "}
        {seconds !== null && t("guides.readers.seconds", { seconds: Math.round(seconds) })}
      </p>
      <Button small aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? "guides.readers.hide" : "guides.readers.show")}
      </Button>
      {open && <People project={project} version={version.id} />}
    </section>
  );
}

function People({ project, version }: { project: string; version: string }): ReactNode {
  const { data } = useRead("gates", "readers", { params: { project, version } });
  const suspended = data?.questions.filter((question) => question.suspended).length ?? 0;
  return (
    <>
      <ul>
        {data?.rows.map(({ agent, at, seconds, rounds }) => (
          <li key={agent.id} dir="auto">
            {agent.name}{" "}
            <span className={css.muted}>
              {at === null ? (
                t("guides.readers.waits")
              ) : (
                <>
                  <Time value={at} />,{" "}
                  {t("guides.readers.took", { seconds: seconds ?? 0, rounds: rounds ?? 0 })}
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {suspended > 0 && <p>{t("guides.readers.suspended", { count: suspended })}</p>}
    </>
  );
}
