import { Component, type ReactNode, Suspense, useEffect, useState } from "react";
import { ApiError } from "#sdk/index.ts";
import { queries, rememberPerson } from "../api.ts";
import { startBackground } from "../background.ts";
import { applyPreferences } from "../ui/preferences.ts";
import { navigate, useLocation } from "../ui/routing.ts";
import { EmptyState, ErrorState, Loading } from "../ui/states.tsx";
import { Toasts } from "../ui/toast.tsx";
import { useRead } from "./api.ts";
import { HereProvider } from "./here.ts";
import { componentOf, type Found, findPage, hereOf } from "./routes.ts";
import { Shell } from "./shell.tsx";
import { t } from "./words.ts";

interface AtPath {
  path: string;
  /** The page at that path. */
  found: Found | null;
}

/** The whole application: finds the page, asks who is there, and draws the frame around it. */
export function App(): ReactNode {
  const { path } = useLocation();
  const found = findPage(path);
  return (
    <HereProvider value={hereOf(found)}>
      {found?.page.frame === "public" ? (
        <Content path={path} found={found} />
      ) : (
        <SignedIn path={path} found={found} />
      )}
      <Toasts side={found?.page.frame === "bare" ? "start" : "end"} />
    </HereProvider>
  );
}

function SignedIn({ path, found }: AtPath): ReactNode {
  const me = useRead("accounts", "me", undefined, { every: false });
  const signedOut = me.error instanceof ApiError && me.error.status === 401;
  useEffect(() => {
    if (signedOut) {
      queries.clear();
      navigate(`/sign-in?next=${encodeURIComponent(window.location.pathname + window.location.search)}`, {
        replace: true,
      });
    }
  }, [signedOut]);
  useEffect(() => {
    if (!me.data) return;
    applyPreferences(me.data.preferences);
    rememberPerson(me.data.id);
    void startBackground(me.data.id);
  }, [me.data]);

  if (signedOut) return null;
  const bare = found?.page.frame === "bare";
  // Who was here before may go on while the server cannot be reached: what they write is kept.
  if (me.error && !me.data && !bare) {
    return (
      <main>
        <ErrorState error={me.error} onRetry={() => void me.refetch()} />
      </main>
    );
  }
  return (
    <Shell me={me.data ?? null} path={path} bare={bare} project={found?.params.project}>
      <Content path={path} found={found} />
    </Shell>
  );
}

function Content({ path, found }: AtPath): ReactNode {
  const [attempt, setAttempt] = useState(0);
  if (!found) {
    return (
      <EmptyState icon="search" title={t("frame.nothingHere")} action={<a href="/">{t("frame.toHome")}</a>}>
        {t("frame.nothingHereHelp")}
      </EmptyState>
    );
  }
  const Page = componentOf(found.page);
  return (
    <Boundary key={`${path} ${attempt}`} onRetry={() => setAttempt(attempt + 1)}>
      <Suspense fallback={<Loading />}>
        <Page {...found.params} />
      </Suspense>
    </Boundary>
  );
}

/** Keeps an error of one page from taking the frame with it. */
class Boundary extends Component<{ onRetry: () => void; children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return <ErrorState error={this.state.error} onRetry={this.props.onRetry} />;
  }
}
