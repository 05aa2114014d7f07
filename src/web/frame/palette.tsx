import type { ReactNode } from "react";
import type { Me } from "#contract/accounts.ts";
import { fill } from "../paths.ts";
import { CommandPalette, type Destination } from "../ui/command-palette.tsx";
import { useRead } from "./api.ts";
import { pagesFor, projectPagesFor } from "./offers.ts";
import { titleOf } from "./page.ts";

/** Goes to any page that the person may open, by its name or by its project's. */
export function Palette({ me, onClose }: { me: Me | null; onClose: () => void }): ReactNode {
  const projects = useRead("projects", "list");
  const destinations: Destination[] = [
    ...pagesFor(me?.role ?? null).map((page) => ({ title: titleOf(page), icon: page.icon, href: page.path })),
    ...(projects.data?.rows ?? []).flatMap(({ id, name, role }) =>
      projectPagesFor(role).map((page) => ({
        title: titleOf(page),
        within: name,
        icon: page.icon,
        href: fill(page.path, { project: id }),
      })),
    ),
  ];
  return <CommandPalette destinations={destinations} onClose={onClose} />;
}
