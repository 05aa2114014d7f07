import { startEmbedded } from "./index.ts";

/** A program for tests: owns a data folder, says how to connect, and then does nothing until it is ended. */
const dataDir = process.argv[2] ?? "";
startEmbedded({ dataDir, log: (line) => console.error(line) }).then(
  ({ connection, stop }) => {
    console.log(JSON.stringify(connection));
    process.on("SIGTERM", () => stop().then(() => process.exit(0)));
  },
  (error) => {
    console.log(JSON.stringify({ refused: error.code, message: error.message }));
    process.exit(1);
  },
);
