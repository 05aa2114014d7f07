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

/** Why something of a project cannot be shown. Where it has to be signed first, that page comes, and leads back here. */
export function Refusal({ project, error, ...rest }: RefusalProps): ReactNode {
  const unsigned = error instanceof ApiError && error.code === "agreement_needed";
  useEffect(() => {
    const next = window.location.pathname + window.location.search;
    if (unsigned) navigate(hrefOf("/projects/:project/sign", { project }, { next }), { replace: true });
  }, [unsigned, project]);
  return unsigned ? <Loading lines={8} /> : <ErrorState error={error} {...rest} />;
}
