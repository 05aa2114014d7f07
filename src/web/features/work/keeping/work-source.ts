import type { Form } from "#kinds/form.ts";
import { type Held, openHeld } from "./held.ts";
import type { SessionOptions, SessionState } from "./session-types.ts";

type Options = Pick<SessionOptions, "project" | "stage" | "api" | "kept" | "outbox" | "now">;
type Reason = SessionState["reason"];

/** Where a session gets its work from: the server, joined with what this browser still keeps. */
export class WorkSource {
  private readonly options: Options;
  private readonly forms = new Map<string, Form>();

  constructor(options: Options) {
    this.options = options;
  }

  /** The next piece of work, or why there is none. */
  async claim(holding: string[], ahead: boolean): Promise<{ held: Held | null; reason: Reason }> {
    const { api, project, stage, kept, now } = this.options;
    const body = { holding, ahead, ...(stage && { stage }) };
    const { assignment, reason } = await api.work.claim({ params: { project }, body });
    if (!assignment) return { held: null, reason };
    const [form, written] = await Promise.all([
      this.form(assignment.formVersionId),
      kept.written(assignment.id),
    ]);
    return { held: openHeld(assignment, form, written, now()), reason: null };
  }

  /** A form by its version, which never changes. */
  async form(version: string): Promise<Form> {
    const known = this.forms.get(version);
    if (known) return known;
    const { api, project } = this.options;
    const { form } = await api.forms.version({ params: { project, version } });
    this.forms.set(version, form);
    return form;
  }

  /** Sends text that a crash or a closed page left unsaved, of work that is not on the screen. */
  async salvage(except: string | null): Promise<void> {
    const { api, project, kept, outbox } = this.options;
    for (const { id, written } of await kept.unsaved(except)) {
      const { waiting, refused } = outbox.snapshot();
      if ([...waiting, ...refused].some((letter) => letter.errand.assignment === id)) continue;
      const params = { project, assignment: id };
      await api.work
        .saveDraft({ params, body: { body: written.body, rev: written.rev } })
        .then(() => kept.forget(id))
        .catch(() => undefined); // stays here, and is tried at the next start
    }
  }
}
