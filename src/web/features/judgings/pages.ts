import { page } from "../../frame/page.ts";
import { EVERYONE } from "../../frame/roles.ts";

/** The pages of calibrations. */
export const judgingsPages = [
  page({
    path: "/projects/:project/calibrations",
    title: "Calibrations",
    icon: "people",
    load: async () => (await import("./calibrations-page.tsx")).CalibrationsPage,
    inProject: { for: EVERYONE, group: "quality", order: 3 },
  }),
  page({
    path: "/projects/:project/calibrations/new",
    load: async () => (await import("./new-calibration-page.tsx")).NewCalibrationPage,
  }),
  page({
    path: "/projects/:project/calibrations/:judging",
    load: async () => (await import("./calibration-page.tsx")).CalibrationPage,
  }),
] as const;
