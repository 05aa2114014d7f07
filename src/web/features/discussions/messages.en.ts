/** English words of discussions, by key; `{name}` is filled in. */
export const messages = {
  "discussions.title": "Discussion",
  "discussions.none": "Nothing was said about this item yet.",
  "discussions.threadBy": "Thread by {name}",
  "discussions.resolved": "resolved",
  "discussions.resolve": "Resolve",
  "discussions.reopen": "Reopen",
  "discussions.showResolved.one": "Show {count} resolved thread",
  "discussions.showResolved.other": "Show {count} resolved threads",
  "discussions.reply": "Reply",
  "discussions.start": "Start a thread",
  "discussions.write": "What do you want to say?",
  "discussions.send": "Send",
  "discussions.mention": "Mention somebody",
  "discussions.mentioned": "Will be told: {names}",
} as const;
