import type { ReactNode } from "react";
import { Page } from "../../ui/page.tsx";

export function HomePage(): ReactNode {
  return <Page title="">{null}</Page>;
}
