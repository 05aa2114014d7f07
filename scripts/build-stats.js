import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { at } from "./paths.js";

/**
 * Builds `plumbline/stats`: one file of plain JavaScript without dependencies, for Node and the browser, and its
 * types. Fails where the library imports anything from outside its folder.
 */
export async function buildStats() {
  await build({
    entryPoints: [at("src", "stats", "index.ts")],
    outfile: at("dist", "stats", "index.js"),
    bundle: true,
    format: "esm",
    target: "es2022",
    platform: "neutral",
    legalComments: "none",
    logLevel: "warning",
    plugins: [{ name: "no-dependencies", setup: refuseDependencies }],
  });
  writeTypes();
}

function refuseDependencies(build) {
  build.onResolve({ filter: /^[^./]/ }, ({ path, importer, kind }) => {
    if (kind === "entry-point") return null;
    return { errors: [{ text: `${importer} imports ${path}: the statistics have no dependency` }] };
  });
}

function writeTypes() {
  const to = at("dist", "stats");
  const options =
    "--ignoreConfig --declaration --emitDeclarationOnly --target es2023 --module esnext --strict";
  const resolution = "--moduleResolution bundler --allowImportingTsExtensions --skipLibCheck --types node";
  execFileSync(
    process.execPath,
    [
      at("node_modules", "typescript", "bin", "tsc"),
      at("src", "stats", "index.ts"),
      ...options.split(" "),
      ...resolution.split(" "),
      "--outDir",
      to,
    ],
    { stdio: "inherit" },
  );
  // Declarations keep the sources' own endings; a reader of the package has no sources.
  for (const file of readdirSync(to, { recursive: true }).filter((name) => name.endsWith(".d.ts"))) {
    const path = at("dist", "stats", file);
    writeFileSync(path, readFileSync(path, "utf8").replaceAll(/(from "\.\.?\/[^"]+)\.ts"/g, '$1.js"'));
  }
}
