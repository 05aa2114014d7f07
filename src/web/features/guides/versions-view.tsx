import type { ReactNode } from "react";
import type { GuideSummary } from "#contract/guide-drafts.ts";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/field.tsx";
import { setSearch, useLocation } from "../../ui/routing.ts";
import { EmptyState, ErrorState, Loading } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { useRead } from "./api.ts";
import { ChangeList } from "./change-list.tsx";
import { ExportMenu } from "./export-menu.tsx";
import css from "./guides.module.css";
import { t as together } from "./together/words.ts";
import { t } from "./words.ts";

/** The versions of a guide, and what changed between two of them. */
export function VersionsView({ guide: { id } }: { guide: GuideSummary }): ReactNode {
  const params = { guide: id };
  const versions = useRead("guideDrafts", "versions", { params });
  const { search } = useLocation();
  const rows = versions.data?.rows;
  if (!rows)
    return versions.error ? (
      <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />
    ) : (
      <Loading />
    );
  const newest = rows[0];
  if (!newest)
    return (
      <EmptyState icon="history" title={t("guides.noVersions")}>
        {t("guides.noVersionsHelp")}
      </EmptyState>
    );
  const to = rows.find(({ n }) => String(n) === search.get("to")) ?? newest;
  const from = rows.find(({ n }) => String(n) === search.get("from") && n < to.n) ?? null;
  const earlier = rows.filter(({ n }) => n < to.n);
  return (
    <div className={css.history}>
      <ol className={css.versions} reversed aria-label={t("guides.view.versions")}>
        {rows.map(({ id: version, n, note, by, at, unsigned }) => (
          <li key={version} data-selected={n === to.n}>
            <a
              href={`?view=versions&to=${n}`}
              aria-current={n === to.n ? "true" : undefined}
              onClick={(event) => {
                event.preventDefault();
                setSearch({ to: String(n), from: null });
              }}
            >
              {t("guides.version", { n })}
            </a>
            <span className={css.muted}>
              {by.name}, <Time value={at} />
            </span>
            {note && <p dir="auto">{note}</p>}
            {unsigned && (
              <p className={css.muted} dir="auto">
                {together("together.publishedUnsigned", { reason: unsigned })}
              </p>
            )}
          </li>
        ))}
      </ol>
      <section aria-label={t("guides.compared")} className={css.compared}>
        <ExportMenu guide={id} version={to.n} />
        {earlier.length > 0 && (
          <Select
            label={t("guides.compareWith", { n: to.n })}
            value={String((from ?? earlier[0]!).n)}
            onChange={(event) => setSearch({ from: event.target.value, to: String(to.n) })}
          >
            {earlier.map(({ n }) => (
              <option key={n} value={n}>
                {t("guides.version", { n })}
              </option>
            ))}
          </Select>
        )}
        <Compared guide={id} from={from?.n} to={to.n} only={search.get("only")} />
      </section>
    </div>
  );
}

interface ComparedProps {
  guide: string;
  from: number | undefined;
  to: number;
  /** One entry alone. */
  only: string | null;
}

function Compared({ guide, from, to, only }: ComparedProps): ReactNode {
  const query = { to, ...(from !== undefined && { from }) };
  const compare = useRead("guideDrafts", "compare", { params: { guide }, query });
  if (!compare.data)
    return compare.error ? (
      <ErrorState error={compare.error} onRetry={() => void compare.refetch()} />
    ) : (
      <Loading />
    );
  const changes = compare.data.changes.filter(({ id }) => only === null || id === only);
  return (
    <>
      <p className={css.muted} role="status">
        {changes.length === 0 ? t("guides.noChanges") : t("guides.changesCount", { count: changes.length })}
      </p>
      {only && (
        <p>
          <Button small onClick={() => setSearch({ only: null })}>
            {t("guides.allChanges")}
          </Button>
        </p>
      )}
      <ChangeList changes={changes} />
    </>
  );
}
