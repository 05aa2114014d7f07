import { accounts } from "./accounts.ts";
import { discussions } from "./discussions.ts";
import { forms } from "./forms.ts";
import { home } from "./home.ts";
import { imports } from "./imports.ts";
import { items } from "./items.ts";
import { keys } from "./keys.ts";
import { people } from "./people.ts";
import { projects } from "./projects.ts";
import { releases } from "./releases.ts";
import { work } from "./work.ts";

/** Every operation of the product, by feature. Server, SDK, CLI, web and openapi.json derive from it. */
export const contract = {
  accounts,
  people,
  keys,
  projects,
  forms,
  imports,
  items,
  work,
  discussions,
  home,
  releases,
};
export type Contract = typeof contract;
