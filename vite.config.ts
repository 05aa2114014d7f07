import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { outlineContract } from "./scripts/outline-contract.ts";

const SERVER = process.env.PLUMBLINE_DEV_SERVER ?? "http://127.0.0.1:4310";

/** The letters that every page has: asked for with the page itself, so that they are there when it is drawn. */
const FIRST_FONT = /\/inter-latin-wght-normal-[\w-]+\.woff2$/;
const preloadFont: Plugin = {
  name: "preload-font",
  transformIndexHtml: (_, { bundle }) =>
    Object.keys(bundle ?? {})
      .filter((file) => FIRST_FONT.test(file))
      .map((file) => ({
        tag: "link",
        attrs: { rel: "preload", as: "font", type: "font/woff2", href: `/${file}`, crossorigin: "" },
        injectTo: "head-prepend",
      })),
};

/** Nothing inline and nothing as a data URL: the policy of the pages is script-src and style-src 'self'. */
export const config = defineConfig({
  root: "src/web",
  publicDir: "public",
  plugins: [outlineContract, react(), preloadFont],
  css: { modules: { localsConvention: "camelCaseOnly" } },
  build: {
    outDir: "../../dist/web",
    emptyOutDir: false, // scripts/build.js removes what no running server can need
    manifest: true,
    target: "es2022",
    sourcemap: "hidden", // beside the files for whoever looks into them, unnamed in what every browser loads
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      // These only say what they are: what a page does not ask for does not come along.
      treeshake: { moduleSideEffects: (id) => !/src[\\/](contract|sdk|web[\\/]features)[\\/].+\.tsx?$/.test(id) },
      output: {
        codeSplitting: {
          groups: [
            { name: "react", priority: 2, test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: "queries", priority: 2, test: /node_modules[\\/]@tanstack[\\/](react-router|router-core|history|store|react-store|react-query|query-core)[\\/]/ },
            { name: "zod", priority: 2, test: /node_modules[\\/]zod[\\/]/ },
            // What reading and answering need, in one file for the same reason as the frame below.
            { name: "answering", test: /src[\\/]web[\\/]kinds[\\/](?!markdown-(rendered|tree)|word-diff|safe-link).+\.tsx?$/ },
            // What every page stands on, in one file: cut up by who uses it, it would be larger.
            { name: "frame", priority: 1, test: /src[\\/]web[\\/](api|frame[\\/](app|api|change-preferences|project-page)|ui[\\/]focus)\.tsx?$/ },
          ],
        },
      },
    },
  },
  server: {
    port: 4300,
    strictPort: true,
    // The host stays as the browser said it: the server accepts changes only from its own origin.
    proxy: {
      "^/api/": { target: SERVER, changeOrigin: false },
      "/health": SERVER,
    },
  },
});
export { config as default };
