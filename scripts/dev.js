// npm run dev: the server restarts at every change (tsx), the browser follows by itself (vite).
import "./check-node.js";
import { spawn } from "node:child_process";
import { once } from "node:events";

const { at, ROOT } = await import("./paths.js");
const { ensureInstalled } = await import("./install.js");
ensureInstalled();

const PORT = "4310";
const PAGE = "http://127.0.0.1:4300";
const flags = process.argv.slice(2);
const run = (script, args) =>
  spawn(process.execPath, [at("node_modules", script), ...args], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
    detached: true, // Ctrl-C reaches this process alone
    env: { ...process.env, PLUMBLINE_DEV_SERVER: `http://127.0.0.1:${PORT}` },
  });

const children = [
  run("tsx/dist/cli.mjs", [
    "watch",
    "--clear-screen=false",
    "src/server/main.ts",
    "--port",
    PORT,
    "--demo",
    ...flags,
  ]),
  run("vite/bin/vite.js", ["--config", "vite.config.ts", "--host", "127.0.0.1", "--clearScreen", "false"]),
];
console.log(`Open ${PAGE} (the API alone answers at http://127.0.0.1:${PORT}).`);

let isStopping = false;
const stop = () => {
  if (isStopping) return; // a second signal would make tsx kill the server before its database is stopped
  isStopping = true;
  for (const child of children) child.kill("SIGTERM");
};
process.on("SIGINT", stop);
process.on("SIGTERM", stop);
const exits = children.map((child) => once(child, "exit"));
await Promise.race(exits);
stop();
await Promise.all(exits);
