/** English words of formatted editing, by key. */
export const messages = {
  "formatted.source": "Markdown source",
  "formatted.toggle": "Switch between formatted text and Markdown",
  "formatted.sourceOnly": "Shown as Markdown: this text has something that the formatted view can't show.",
  "formatted.toolbar": "Formatting: {field}",
  "formatted.bold": "Bold",
  "formatted.italic": "Italic",
  "formatted.code": "Code",
  "formatted.link": "Link",
  "formatted.address": "Address",
  "formatted.addLink": "Add the link",
  "formatted.bullets": "Bulleted list",
  "formatted.numbers": "Numbered list",
  "formatted.quote": "Quote",
} as const;
