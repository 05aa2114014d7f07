import { type FormEvent, type ReactNode, useState } from "react";
import type { ProjectRole } from "#contract/entities.ts";
import type { OfferedItem } from "#contract/judgings.ts";
import { ProjectPage } from "../../frame/project-page.tsx";
import { canManage } from "../../frame/roles.ts";
import { hrefOf } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox, TextInput } from "../../ui/field.tsx";
import { formatNumber } from "../../ui/messages/index.ts";
import { navigate } from "../../ui/routing.ts";
import { EmptyState, ErrorLine, ErrorState, Loading } from "../../ui/states.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { toast } from "../../ui/toast.tsx";
import { itemStateTitle } from "../items/index.ts";
import { useChange, useRead } from "./api.ts";
import css from "./judgings.module.css";
import { t } from "./words.ts";

/** Chooses what is judged in a calibration, by whom and on which items. */
export function NewCalibrationPage({ project: id }: { project: string }): ReactNode {
  return (
    <ProjectPage project={id} title={t("judgings.new")}>
      {(project) =>
        canManage(project) ? (
          <NewCalibration project={id} />
        ) : (
          <EmptyState icon="people" title={t("judgings.newNotYours")} />
        )
      }
    </ProjectPage>
  );
}

function NewCalibration({ project }: { project: string }): ReactNode {
  const params = { project };
  const offer = useRead("judgings", "offer", { params });
  const guide = useRead("guides", "get", { params });
  const failed = offer.error ?? guide.error;
  if (failed)
    return <ErrorState error={failed} onRetry={() => void Promise.all([offer.refetch(), guide.refetch()])} />;
  if (!offer.data || !guide.data) return <Loading lines={8} />;
  const rules = (guide.data.guide?.entries ?? []).filter(({ content }) => content.kind === "rule");
  if (rules.length === 0) return <EmptyState icon="book" title={t("judgings.noRules")} />;
  if (offer.data.items.length === 0) return <EmptyState icon="list" title={t("judgings.noItems")} />;
  const { items, people } = offer.data;
  return (
    <Choice
      project={project}
      version={guide.data.guide!.version?.n ?? 0}
      rules={rules.map(({ id, number, content }) => ({ id, name: `${number} ${content.title}` }))}
      people={people}
      items={items}
    />
  );
}

interface ChoiceProps {
  project: string;
  version: number;
  rules: readonly { id: string; name: string }[];
  people: readonly { id: string; name: string; role: ProjectRole }[];
  items: readonly OfferedItem[];
}

/** So many of the items that are offered are chosen from the start. */
const FIRST = 10;

function Choice({ project, version, rules, people, items }: ChoiceProps): ReactNode {
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState({
    rules: [] as string[],
    people: people.filter(({ role }) => role !== "manager").map(({ id }) => id),
    items: items.slice(0, FIRST).map(({ item }) => item),
  });
  const [tried, setTried] = useState(false);
  const start = useChange("judgings", "start", {
    onDone: ({ id }) => {
      toast(t("judgings.startedToast"));
      navigate(hrefOf("/projects/:project/calibrations/:judging", { project, judging: id }));
    },
  });
  const toggle = (what: keyof typeof chosen, id: string) =>
    setChosen((now) => ({
      ...now,
      [what]: now[what].includes(id) ? now[what].filter((one) => one !== id) : [...now[what], id],
    }));
  const unfinished = items.filter(
    ({ item, state }) => state !== "done" && chosen.items.includes(item),
  ).length;
  const counts = { rules: chosen.rules.length, people: chosen.people.length, items: chosen.items.length };
  const ready =
    name.trim() !== "" &&
    counts.rules >= 1 &&
    counts.rules <= 10 &&
    counts.people >= 2 &&
    counts.items >= 5 &&
    counts.items <= 30;
  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (ready) start.mutate({ params: { project }, body: { name, ...chosen } });
  }
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <TextInput
        label={t("judgings.name")}
        help={t("judgings.nameHelp")}
        required
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <fieldset className={css.choices}>
        <legend>{t("judgings.chooseRules")}</legend>
        <p className={css.muted}>{t("judgings.chooseRulesHelp", { n: version })}</p>
        {rules.map((rule) => (
          <Checkbox
            key={rule.id}
            label={<span dir="auto">{rule.name}</span>}
            checked={chosen.rules.includes(rule.id)}
            onChange={() => toggle("rules", rule.id)}
          />
        ))}
      </fieldset>
      <fieldset className={`${css.choices} ${css.people}`}>
        <legend>{t("judgings.choosePeople")}</legend>
        <p className={css.muted}>
          {t(people.length > 0 ? "judgings.choosePeopleHelp" : "judgings.noPeople")}
        </p>
        {people.map((person) => (
          <Checkbox
            key={person.id}
            label={<span dir="auto">{person.name}</span>}
            checked={chosen.people.includes(person.id)}
            onChange={() => toggle("people", person.id)}
          />
        ))}
      </fieldset>
      <fieldset className={css.choices}>
        <legend>{t("judgings.chooseItems")}</legend>
        <p className={css.muted}>{t("judgings.chooseItemsHelp")}</p>
        {unfinished > 0 && people.length > 0 && <p>{t("judgings.unfinished", { count: unfinished })}</p>}
        <Table
          caption={t("judgings.chooseItems")}
          rows={items}
          keyOf={({ item }) => item}
          columns={columnsOf(chosen.items, (item) => toggle("items", item))}
        />
      </fieldset>
      <div className={css.end}>
        <Button look="primary" type="submit" busy={start.isPending}>
          {t("judgings.start")}
        </Button>
        <span className={css.muted} role="status">
          {tried && !ready ? t("judgings.needs") : t("judgings.chosen", counts)}
        </span>
      </div>
      <ErrorLine error={start.error} />
    </form>
  );
}

function columnsOf(chosen: readonly string[], toggle: (item: string) => void): Column<OfferedItem>[] {
  return [
    {
      name: "item",
      title: t("judgings.item"),
      cell: ({ item, excerpt }) => (
        <Checkbox
          label={<span dir="auto">{excerpt.slice(0, 160) || item.slice(-6)}</span>}
          checked={chosen.includes(item)}
          onChange={() => toggle(item)}
        />
      ),
    },
    { name: "state", title: t("judgings.state"), cell: ({ state }) => itemStateTitle(state) },
    { name: "language", title: t("judgings.language"), cell: ({ language }) => language },
    {
      name: "different",
      title: t("judgings.different"),
      numeric: true,
      cell: ({ different, answers }) => t("judgings.ofAsked", { done: different, asked: answers }),
    },
    {
      name: "returned",
      title: t("judgings.returned"),
      numeric: true,
      cell: ({ returned }) => formatNumber(returned),
    },
  ];
}
