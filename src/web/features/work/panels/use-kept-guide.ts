import { useEffect, useState } from "react";
import type { ProjectGuide } from "#contract/guides.ts";
import type { Offline } from "#contract/projects.ts";
import { rememberedPerson } from "../../../api.ts";
import { backgroundOf } from "../keeping/background.ts";

/**
 * The guide as this browser keeps it where the project allows that, for when the server cannot be reached.
 * @param offline what the project allows; null: not known here, and nothing is kept or forgotten
 * @param latest what the server says, once it has; kept, or where that is not allowed forgotten
 */
export function useKeptGuide(
  project: string,
  offline: Offline | null,
  latest: ProjectGuide | null | undefined,
): ProjectGuide | null {
  const [kept, setKept] = useState<ProjectGuide | null>(null);
  useEffect(() => {
    const person = rememberedPerson();
    if (person && offline) void keep(person, project, offline === "everything", latest).then(setKept);
  }, [project, offline, latest]);
  return kept;
}

async function keep(
  person: string,
  project: string,
  isAllowed: boolean,
  latest: ProjectGuide | null | undefined,
) {
  const { store } = await backgroundOf(person);
  const key = `guide/${person}/${project}`;
  if (!isAllowed) await store.delete(key);
  else if (latest) await store.set(key, latest);
  return isAllowed ? ((await store.get<ProjectGuide>(key)) ?? null) : null;
}
