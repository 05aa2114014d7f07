// Runs before anything else, as the policy of the page allows no inline script.
// Without this zod would try to compile its schemas with `new Function`, which the policy forbids.
globalThis.__zod_globalConfig = { jitless: true };
// The theme is known before the first paint, so that a dark screen never flashes white.
try {
  const { theme = "system" } = JSON.parse(localStorage.getItem("plumbline.preferences") ?? "{}");
  const dark = theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
} catch {
  document.documentElement.dataset.theme = "light";
}
