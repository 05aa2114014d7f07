import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { repairLinks } from "./binaries.ts";

test("links that a skipped install script would have made are made, twice if need be", () => {
  const root = mkdtempSync(join(tmpdir(), "plumbline-links-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, "native", "lib"), { recursive: true });
  writeFileSync(join(root, "native", "lib", "libx.so.1.2"), "library");
  const list = [{ source: "native/lib/libx.so.1.2", target: "native/lib/libx.so.1" }];
  writeFileSync(join(root, "native", "pg-symlinks.json"), JSON.stringify(list));

  repairLinks(join(root, "native"));
  repairLinks(join(root, "native"));

  expect(readlinkSync(join(root, "native", "lib", "libx.so.1"))).toBe("libx.so.1.2"); // stays right when moved
  expect(readFileSync(join(root, "native", "lib", "libx.so.1"), "utf8")).toBe("library");
});
