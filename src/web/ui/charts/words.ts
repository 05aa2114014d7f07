import { translator } from "../messages/index.ts";

/** The words of charts. */
export const t = translator({
  "charts.asTable": "As a table",
  "charts.of": "{part} of {whole}",
  "charts.none": "Nothing to draw yet",
});
