/** The words of work that adds to an accepted answer, which come with the first piece of it. */
export const messages = {
  "work.topUp.notice":
    "This form has new questions. Answer them for this accepted answer; the rest of it stays as it is.",
  "work.topUp.answer": "The answer so far",
} as const;
