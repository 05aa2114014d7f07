import type { ReactNode } from "react";
import { shapeOf } from "../keeping/held.ts";
import { AnswerWork } from "./answer-work.tsx";
import { EditNotice } from "./notices.tsx";
import type { StageProps } from "./stage-props.ts";

/** One answer to improve: it starts as it is, and its author will see what changed. */
export function EditWork(props: StageProps): ReactNode {
  const { held } = props;
  const before = held.assignment.subject?.body ?? {};
  return (
    <AnswerWork
      {...props}
      notice={<EditNotice held={held} before={before} shape={shapeOf(held.assignment)} />}
    />
  );
}
