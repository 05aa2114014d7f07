import { page } from "../../frame/page.ts";
import { MANAGING } from "../../frame/roles.ts";

/** The pages of agreements. */
export const agreementsPages = [
  page({
    path: "/projects/:project/sign",
    load: async () => (await import("./sign-page.tsx")).SignPage,
  }),
  page({
    path: "/projects/:project/agreements",
    title: "Agreements",
    icon: "form",
    load: async () => (await import("./agreements-page.tsx")).AgreementsPage,
    inProject: { for: MANAGING, group: "people", order: 3 },
  }),
  page({
    path: "/signatures/:signature",
    load: async () => (await import("./receipt-page.tsx")).ReceiptPage,
  }),
] as const;
