import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The browser for the tests: CHROMIUM_PATH, or one that is installed; undefined without any. */
export function findChromium() {
  return [process.env.CHROMIUM_PATH, ...PLACES].find((path) => path && existsSync(path));
}

/** Finds a browser, installs Debian's where we may, or says in one sentence how to get one and ends. */
export function ensureChromium() {
  const found = findChromium() ?? installChromium();
  if (found) return found;
  console.error(
    "The browser tests need Chromium: install it (on Debian and Ubuntu: sudo apt-get install chromium), or name one with CHROMIUM_PATH.",
  );
  process.exit(1);
}

function installChromium() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  console.log("Installing Chromium for the browser tests …");
  const apt = (...args) =>
    spawnSync("apt-get", ["-qq", "-y", ...args], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  const packages = ["install", "--no-install-recommends", "chromium", "fonts-dejavu-core"];
  if (apt(...packages).status !== 0) {
    apt("update");
    apt(...packages);
  }
  return findChromium();
}
