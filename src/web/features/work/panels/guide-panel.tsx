import { type ReactNode, useMemo, useState } from "react";
import { Markdown } from "../../../kinds/markdown.tsx";
import { inputClass } from "../../../ui/field.tsx";
import { EmptyState, ErrorState, Loading } from "../../../ui/states.tsx";
import { Time } from "../../../ui/time.tsx";
import { t } from "../words.ts";
import { useRead } from "./api.ts";
import css from "./guide-panel.module.css";
import { sectionsOf } from "./guide-sections.ts";

/** The project's instructions beside the work, narrowed to the sections that hold what is searched for. */
export function GuidePanel({ project }: { project: string }): ReactNode {
  const guides = useRead("guides", "list", { params: { project } });
  const [search, setSearch] = useState("");
  const latest = guides.data?.rows[0];
  const sections = useMemo(() => sectionsOf(latest?.body ?? ""), [latest]);
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = sections.filter((section) => words.every((word) => section.toLowerCase().includes(word)));

  if (!guides.data) {
    if (!guides.error) return <Loading />;
    return <ErrorState error={guides.error} onRetry={() => void guides.refetch()} />;
  }
  if (!latest) return <EmptyState icon="book" title={t("work.guide.none")} />;
  return (
    <>
      <input
        type="search"
        className={inputClass}
        aria-label={t("work.guide.search")}
        placeholder={t("work.guide.search")}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <p className={css.meta} role="status">
        {words.length > 0
          ? t("work.guide.found", { count: found.length })
          : t("work.guide.version", { n: latest.n })}{" "}
        {words.length === 0 && <Time value={latest.at} />}
      </p>
      <div className={css.text}>
        {found.map((section) => (
          <Markdown key={section} text={section} />
        ))}
      </div>
    </>
  );
}
