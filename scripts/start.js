// npm start: installs what is missing, builds what is stale, and runs the server in this very process.
import "./check-node.js";

const { at } = await import("./paths.js");
const { ensureInstalled } = await import("./install.js");
const { ensureBuilt } = await import("./build.js");

ensureInstalled();
ensureBuilt();

const flags = process.argv.slice(2);
const saysDemo = flags.some((flag) => flag === "--demo" || flag === "--no-demo");
process.setSourceMapsEnabled(true);
if (process.env.npm_lifecycle_event) stopWithParent();
const { serve } = await import(at("dist", "server", "main.js"));
await serve(saysDemo ? flags : ["--demo", ...flags]);

/** npm that is killed tells nobody: without this the server would stay behind and hold port and data. */
function stopWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 250);
  watch.unref();
}
