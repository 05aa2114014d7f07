import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { CommentView } from "./features/discussions/threads.tsx";
import { NoticeRow } from "./features/home/notice-list.tsx";
import { RefusedLetter } from "./features/work/work-bar.tsx";

const OVERRIDE = "\u202e";
const EVIL = `pay ${OVERRIDE}001$ now`;
const at = "2026-01-02T03:04:05Z";
const id = "01a00000-0000-7000-8000-000000000000";
const by = { id, name: EVIL, kind: "person" as const };
const notice = {
  ...{ id, kind: "replied" as const, projectId: id, project: "P", by, subject: "item" as const },
  ...{
    subjectId: null,
    guideId: null,
    assignmentId: null,
    threadId: id,
    held: false,
    text: EVIL,
    at,
    read: true,
    waits: false,
  },
};
const letter = { id, errand: { kind: "submit", excerpt: EVIL }, at: 0, tries: 1, refused: null };

test.each([
  ["a notice", <NoticeRow key="n" notice={notice} />],
  ["a comment", <CommentView key="c" comment={{ id, by, text: EVIL, at } as never} note={null} />],
  ["what was not sent", <RefusedLetter key="l" letter={letter as never} running={{} as never} />],
])("no override of a direction stays unseen in %s", (_name, view) => {
  const html = renderToStaticMarkup(view);
  expect(html).toContain('data-unseen="202e"');
  expect(html.replace(/<b data-unseen="202e">\u202e<\/b>/g, "")).not.toContain(OVERRIDE);
});
