import { type ReactNode, useEffect } from "react";
import { ApiError } from "#sdk/index.ts";
import { hrefOf } from "../paths.ts";
import { navigate } from "../ui/routing.ts";
import { ErrorState, Loading } from "../ui/states.tsx";

interface RefusalProps {
  project: string;
  error: unknown;
  safe?: string;
  onRetry: () => void;
}

/** Whether a project's agreement has to be signed first: then nothing of it stays on the screen. */
export const needsSignature = (error: unknown): boolean =>
  error instanceof ApiError && error.code === "agreement_needed";

/** Why something of a project cannot be shown. Where it has to be signed first, that page comes, and leads back here. */
export function Refusal({ project, error, ...rest }: RefusalProps): ReactNode {
  const unsigned = needsSignature(error);
  useEffect(() => {
    const next = window.location.pathname + window.location.search;
    if (unsigned) navigate(hrefOf("/projects/:project/sign", { project }, { next }), { replace: true });
  }, [unsigned, project]);
  return unsigned ? <Loading lines={8} /> : <ErrorState error={error} {...rest} />;
}
