import { defineConfig } from "vitest/config";

export const config = defineConfig({
  test: {
    include: ["src/**/*.test.ts", "src/**/*.test.tsx"],
    globalSetup: "src/server/db/global-setup.ts",
    setupFiles: "scripts/property-seed.js",
    testTimeout: 30_000,
    maxWorkers: 2, // a file waits for its browser or database half of its time, also where there are only two cores
    hookTimeout: 60_000, // the first file that asks for a database waits for the server
    // a busy machine may take more than the second that is usual
    expect: { poll: { timeout: 10_000 * Number(process.env.BROWSER_SLOWDOWN ?? 1) } },
  },
});
export { config as default };
