import { defineConfig } from "vitest/config";

export const config = defineConfig({ test: { include: ["src/**/*.test.ts", "src/**/*.test.tsx"] } });
export { config as default };
