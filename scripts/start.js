// npm start: installs what is missing, builds what is stale, and runs the server in this very process.
import "./check-node.js";

const { at } = await import("./paths.js");
const { ensureInstalled } = await import("./install.js");
const { ensureBuilt } = await import("./build.js");

ensureInstalled();
ensureBuilt();

const flags = process.argv.slice(2);
const saysDemo = flags.some((flag) => flag === "--demo" || flag === "--no-demo");
const main = at("dist", "server", "main.js");
process.setSourceMapsEnabled(true);
process.argv = [process.execPath, main, ...(saysDemo ? [] : ["--demo"]), ...flags];
if (process.env.npm_lifecycle_event) stopWithParent();
await import(main);

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
