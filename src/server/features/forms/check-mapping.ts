import type { Form } from "#kinds/form.ts";
import { faultsOfMapping } from "#kinds/form-steps.ts";
import type { FormMapping } from "#kinds/mapping.ts";
import { AppError } from "../../errors.ts";

/**
 * Refuses a mapping that names questions, options or steps which are not there.
 * @param before the version before; null for the first, which has nothing to map
 * @throws AppError invalid
 */
export function checkMapping(before: Form | null, after: Form, mapping: FormMapping): void {
  const faults = before
    ? faultsOfMapping({ before, after, mapping })
    : mapping.length > 0
      ? ["The first version has no version before it."]
      : [];
  if (faults.length > 0) throw new AppError("invalid", { fields: { mapping: faults.join(" ") } });
}
