#!/usr/bin/env node
import "../scripts/check-node.js";

const { at } = await import("../scripts/paths.js");
const { ensureInstalled } = await import("../scripts/install.js");
const { ensureBuilt } = await import("../scripts/build.js");

ensureInstalled();
// only a server sends the pages
if (process.argv.includes("serve")) ensureBuilt();
else ensureBuilt("server");
process.setSourceMapsEnabled(true);
const { run } = await import(at("dist", "cli", "main.js"));
process.exitCode = await run(process.argv.slice(2));
