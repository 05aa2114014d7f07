import { fileURLToPath } from "node:url";
import { readSettings } from "./env.ts";
import { explainFailure } from "./explain-failure.ts";
import { start } from "./start.ts";

/** Runs the server until it is told to stop. */
export async function serve(args: string[]): Promise<void> {
  try {
    const settings = readSettings(args);
    const running = await start(settings);
    console.log(`Plumbline is at ${running.url}`);
    let stopping = false;
    const stop = () => {
      if (stopping) return;
      stopping = true;
      running.stop().then(
        () => process.exit(0),
        (error) => {
          console.error(explainFailure(error));
          process.exit(1);
        },
      );
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
  } catch (error) {
    console.error(explainFailure(error));
    process.exit(1);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await serve(process.argv.slice(2));
