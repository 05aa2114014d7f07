import { fileURLToPath } from "node:url";
import { readSettings } from "./env.ts";
import { explainFailure } from "./explain-failure.ts";
import { type Running, start } from "./start.ts";

export { type BackupContents, backup, checkBackup } from "./backup/index.ts";
export { examine } from "./doctor/index.ts";
export { readSettings } from "./env.ts";
export { exportErasures, restore } from "./restore.ts";
export { signInLink } from "./sign-in-link.ts";

/** Runs the server until it is told to stop, which it may be while it still starts. */
export async function serve(args: string[]): Promise<void> {
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await (await starting).stop();
    process.exit(0);
  };
  const fail = (error: unknown) => {
    console.error(explainFailure(error));
    process.exit(1);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop().catch(fail));

  const starting = begin(args);
  try {
    const running = await starting;
    if (isStopping) return;
    console.log(welcome(running));
  } catch (error) {
    fail(error);
  }
}

/** Where the server is, and who comes in how. */
function welcome({ url: home, demoDoors, ownerLink }: Running): string {
  return [
    `Plumbline is at ${home}`,
    ...demoDoors.map(({ name, door, url }) => `  ${name} (${door}): ${url}`),
    ...(demoDoors.length > 0
      ? ["  Each link signs one person in, once; the next start prints new ones."]
      : []),
    ...(ownerLink ? [`The owner comes in, once, by this link: ${ownerLink}`] : []),
  ].join("\n");
}

/** Starts; a setting that cannot be is a failed start like any other. */
async function begin(args: string[]): Promise<Running> {
  return start(readSettings(args));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await serve(process.argv.slice(2));
