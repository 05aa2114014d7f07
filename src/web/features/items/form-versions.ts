import type { FormVersion } from "#contract/forms.ts";
import type { FormStep } from "#kinds/carry.ts";

/**
 * What lies between a version of a form and the newest one, oldest step first; null where it is the newest, or of
 * another form.
 * @param versions newest first
 */
export function stepsToNewest(versions: readonly FormVersion[], id: string): FormStep[] | null {
  const at = versions.findIndex((version) => version.id === id);
  if (at <= 0) return null;
  return versions
    .slice(0, at)
    .map(({ form, mapping }, n) => ({ before: versions[n + 1]!.form, after: form, mapping }))
    .reverse();
}
