import { afterEach, expect, test } from "vitest";
import { said, setLocale, translator } from "./index.ts";

const t = translator({
  "items.one": "{count} item of {project}",
  "items.other": "{count} items of {project}",
  save: "Save",
});
afterEach(() => setLocale("en"));

test("parameters are filled in and counts take the right form and digits", () => {
  expect(t("save")).toBe("Save");
  expect(t("items", { count: 1, project: "A" })).toBe("1 item of A");
  expect(t("items", { count: 12345, project: "A" })).toBe("12,345 items of A");
});

test("a language with more plural forms than English finds its own, and English fills what it lacks", () => {
  setLocale("pl", {
    "items.few": "{count} elementy: {project}",
    "items.many": "{count} elementów: {project}",
  });
  expect(t("items", { count: 3, project: "A" })).toBe("3 elementy: A");
  expect(t("items", { count: 5, project: "A" })).toBe("5 elementów: A");
  expect(t("save")).toBe("Save");
});

test("what the server says is translated by its sentence", () => {
  expect(said("Sign in first.")).toBe("Sign in first.");
  setLocale("de", { "Sign in first.": "Bitte zuerst anmelden." });
  expect(said("Sign in first.")).toBe("Bitte zuerst anmelden.");
});

test("the pseudo-locale marks every text and leaves parameters alone", () => {
  setLocale("pseudo");
  expect(t("items", { count: 2, project: "Anna" })).toBe("[2 ítémš óf Anna·········]");
});
