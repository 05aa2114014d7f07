/** The words of judging rules beside an answer, which come where there are such rules. */
export const messages = {
  "work.judge.title": "Rules of this calibration",
  "work.judge.changed": "Rules that changed",
  "work.judge.changedHelp":
    "This answer is accepted. Say of each rule, as it reads now, whether the answer keeps it. The answer stays as it is until the lead decides.",
  "work.judge.submit": "Submit",
  "work.judge.sent": "Sent",
  "work.judge.help":
    "Say of each rule whether the response keeps it. Nobody sees what you say until everyone is done and the lead reveals it.",
  "work.judge.kept": "Kept",
  "work.judge.broken": "Broken",
  "work.judge.not-applicable": "Does not apply",
  "work.judge.gap": "Choose one",
} as const;
