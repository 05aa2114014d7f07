import { Form } from "#kinds/form.ts";
import { said } from "../../ui/messages/index.ts";
import type { Part } from "./form-changes.ts";
import { t } from "./words.ts";

/** A form in the hands of its editor. `ids` names each entry for as long as it is on the screen, whatever it is called. */
export interface Editing {
  form: Form;
  ids: Readonly<Record<Part, readonly number[]>>;
}

let last = 0;

/** A form as it came from the server. */
export function editingOf(form: Form): Editing {
  const fresh = (count: number) => Array.from({ length: count }, () => ++last);
  return { form, ids: { fields: fresh(form.fields.length), questions: fresh(form.questions.length) } };
}

/** Another form in which entries stand where they stood; added ones come last and get names of their own. */
export function withForm({ ids }: Editing, form: Form): Editing {
  const grow = (part: Part) => [
    ...ids[part],
    ...Array.from({ length: Math.max(0, form[part].length - ids[part].length) }, () => ++last),
  ];
  return { form, ids: { fields: grow("fields"), questions: grow("questions") } };
}

/** The same entries, one of them elsewhere. */
export function withMoved(editing: Editing, form: Form, part: Part, at: number, by: number): Editing {
  if (form === editing.form) return editing;
  const ids = [...editing.ids[part]];
  const [id] = ids.splice(at, 1);
  ids.splice(at + by, 0, id!);
  return { form, ids: { ...editing.ids, [part]: ids } };
}

/** The same entries without one. */
export function withRemoved(editing: Editing, form: Form, part: Part, at: number): Editing {
  return { form, ids: { ...editing.ids, [part]: editing.ids[part].filter((_, i) => i !== at) } };
}

/** The same entries, and one that another state has at a place. */
export function withPutBack(editing: Editing, form: Form, was: Editing, part: Part, at: number): Editing {
  return { form, ids: { ...editing.ids, [part]: editing.ids[part].toSpliced(at, 0, was.ids[part][at]!) } };
}

/** What keeps a form from being saved, by path, such as `questions.2.settings.options.0.label`. */
export function problemsOf(form: Form): ReadonlyMap<string, string> {
  const issues = Form.safeParse(form).error?.issues ?? [];
  return new Map(issues.map((issue) => [issue.path.join("."), problemText(issue)]));
}

/** The kinds' own words where they have some; the checker's general ones are for programmers. */
function problemText(issue: {
  code?: string;
  message: string;
  minimum?: unknown;
  maximum?: unknown;
  origin?: string;
}): string {
  if (!/^(Too |Invalid)/.test(issue.message)) return said(issue.message);
  if (issue.code === "too_small") {
    if (issue.origin === "string") return t("forms.wrong.empty");
    return t("forms.wrong.least", { least: String(issue.minimum) });
  }
  if (issue.code === "too_big") {
    return t(issue.origin === "string" ? "forms.wrong.long" : "forms.wrong.most", {
      most: String(issue.maximum),
    });
  }
  return t("forms.wrong.other");
}

/** The problems below a path, with the path cut off. */
export function problemsBelow(problems: ReadonlyMap<string, string>, path: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [at, message] of problems) {
    if (at === path) found.set("", message);
    else if (at.startsWith(`${path}.`)) found.set(at.slice(path.length + 1), message);
  }
  return found;
}
