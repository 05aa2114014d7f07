#!/usr/bin/env node
import "../scripts/check-node.js";

const { at } = await import("../scripts/paths.js");
const { ensureInstalled } = await import("../scripts/install.js");
const { ensureBuilt } = await import("../scripts/build.js");

ensureInstalled();
ensureBuilt();
process.setSourceMapsEnabled(true);
await import(at("dist", "cli", "main.js"));
