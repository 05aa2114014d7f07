import type { Json } from "#content/index.ts";
import type { Judgement } from "./candidates.ts";
import { columnShape } from "./column-shape.ts";
import { isObject, own, type Row, share } from "./shape.ts";

/**
 * Label Studio tasks: the data are columns; annotations and predictions are kept apart, of their authors no more
 * than the number.
 */
export const labelStudio = columnShape({
  name: "label-studio",
  title: "Label Studio tasks",
  recognise: (_targets, rows) => share(rows, isTask),
  flatten: (row) => {
    const { data, annotations, completions, predictions, drafts, ...rest } = row;
    const { id, ...told } = rest;
    const task = Object.fromEntries(Object.entries(told).map(([key, value]) => [`task.${key}`, value]));
    return {
      ...(isObject(data) ? data : {}),
      ...task,
      ...(id !== undefined && { "task.id": id }),
      [ANSWERS]: [
        ...listOf(annotations ?? completions).map(annotation),
        ...listOf(predictions).map(prediction),
      ],
    };
  },
  adjust: (targets) => {
    targets.set(ANSWERS, "ignore");
    for (const column of targets.keys()) if (column.startsWith("task.")) targets.set(column, "metadata");
    if (targets.has("task.id") && ![...targets.values()].includes("external-id"))
      targets.set("task.id", "external-id");
  },
  add: (row) => ({ judgements: (row[ANSWERS] as Judgement[] | undefined) ?? [] }),
});

/** Where the annotations travel between lifting and reading. */
const ANSWERS = "(annotations)";

function isTask(row: Row): boolean {
  const known = ["annotations", "predictions", "completions", "project", "inner_id"];
  return isObject(own(row, "data")) && known.some((key) => own(row, key) !== undefined);
}

function annotation(made: { [key: string]: Json }): Judgement {
  const { completed_by: by, result, id, created_at, lead_time, was_cancelled, ground_truth } = made;
  return {
    kind: "annotation",
    by: isObject(by) ? (by.id ?? null) : (by ?? null),
    ...given({ id, at: created_at, seconds: lead_time, cancelled: was_cancelled, ground_truth, result }),
  };
}

function prediction({ model_version, score, result }: { [key: string]: Json }): Judgement {
  return { kind: "prediction", ...given({ model: model_version, score, result }) };
}

function given(values: { [key: string]: Json | undefined }): { [key: string]: Json } {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, Json] => entry[1] != null),
  );
}

function listOf(value: Json | undefined): { [key: string]: Json }[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
