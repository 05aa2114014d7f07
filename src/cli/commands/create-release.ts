import { setTimeout as pause } from "node:timers/promises";
import type { Release } from "#contract/releases.ts";
import { AnyItemState, ItemState } from "#contract/states.ts";
import type { Session } from "../command.ts";
import { CommandError, EXIT } from "../errors.ts";

const POLL_MS = 500;

export interface ReleaseOptions {
  format?: string[];
  notes?: string;
  state?: string[];
  attribute?: string[];
  formVersion?: string[];
  submitted?: boolean;
  ties?: "drop" | "keep";
  answers?: "majority" | "each" | "first";
  split?: string;
  wait: boolean;
}

/** Makes a release as the flags say and, unless told otherwise, waits until its files are written. */
export async function createRelease(
  { client, say }: Session,
  project: string,
  name: string,
  options: ReleaseOptions,
): Promise<Release> {
  const params = { project };
  const formats = options.format ?? (await fitting(client, project));
  let release = await client.releases.create({
    params,
    body: {
      name,
      formats,
      filter: filterOf(options),
      policy: {
        ...(options.ties && { ties: options.ties }),
        ...(options.answers && { answers: options.answers }),
        ...(options.split && { split: splitOf(options.split) }),
      },
      ...(options.notes && { notes: options.notes }),
    },
  });
  if (options.wait) say(`Writing ${formats.join(", ")} …`);
  while (options.wait && release.state !== "ready" && release.state !== "failed") {
    await pause(POLL_MS);
    release = await client.releases.get({ params: { project, release: release.id } });
  }
  return release;
}

async function fitting(client: Session["client"], project: string): Promise<string[]> {
  const { rows } = await client.releases.formats({ params: { project } });
  const names = rows.filter(({ fits }) => fits).map((row) => row.name);
  if (names.length === 0)
    throw new CommandError("No format fits the project's form: publish the form first.");
  return names;
}

function filterOf(options: ReleaseOptions) {
  const attributes = new Map<string, string[]>();
  for (const pair of options.attribute ?? []) {
    const at = pair.indexOf("=");
    if (at < 1) throw new CommandError(`--attribute takes name=value, not ${pair}.`, EXIT.usage);
    const name = pair.slice(0, at);
    attributes.set(name, [...(attributes.get(name) ?? []), pair.slice(at + 1)]);
  }
  return {
    attributes: [...attributes].map(([name, values]) => ({ name, in: values })),
    acceptedOnly: options.submitted !== true,
    ...(options.state && { states: options.state.map(stateOf) }),
    ...(options.formVersion && { formVersions: options.formVersion.map(Number) }),
  };
}

function stateOf(text: string): AnyItemState {
  const { success, data } = AnyItemState.safeParse(text);
  if (!success) throw new CommandError(`--state takes one of ${ItemState.options.join(", ")}.`, EXIT.usage);
  return data;
}

function splitOf(text: string): { train: number; validation: number; test: number } {
  const [train, validation, test, ...more] = text.split(",").map(Number);
  const sum = (train ?? 0) + (validation ?? 0) + (test ?? 0);
  if (more.length > 0 || test === undefined || Math.abs(sum - 1) > 1e-9) {
    throw new CommandError("--split takes three shares whose sum is 1, such as 0.8,0.1,0.1.", EXIT.usage);
  }
  return { train: train!, validation: validation!, test };
}
