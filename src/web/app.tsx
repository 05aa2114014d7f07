import { Component, type ReactNode, Suspense, useEffect, useState } from "react";
import { ApiError } from "#sdk/index.ts";
import { queries, rememberPerson, useRead } from "./api.ts";
import { findRoute, startBackground } from "./routes.tsx";
import { Shell } from "./shell.tsx";
import { applyPreferences } from "./ui/preferences.ts";
import { navigate, useLocation } from "./ui/routing.ts";
import { EmptyState, ErrorState, Loading } from "./ui/states.tsx";
import { Toasts } from "./ui/toast.tsx";
import { t } from "./words.ts";

interface Found {
  path: string;
  /** The page at that path. */
  found: ReturnType<typeof findRoute>;
}

/** The whole application: finds the page, asks who is there, and draws the frame around it. */
export function App(): ReactNode {
  const { path } = useLocation();
  const found = findRoute(path);
  return (
    <>
      {found?.route.frame === "public" ? (
        <Content path={path} found={found} />
      ) : (
        <SignedIn path={path} found={found} />
      )}
      <Toasts side={found?.route.frame === "bare" ? "start" : "end"} />
    </>
  );
}

function SignedIn({ path, found }: Found): ReactNode {
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
  const bare = found?.route.frame === "bare";
  // Who was here before may go on while the server cannot be reached: what they write is kept.
  if (me.error && !me.data && !bare) {
    return (
      <main>
        <ErrorState error={me.error} onRetry={() => void me.refetch()} />
      </main>
    );
  }
  return (
    <Shell me={me.data ?? null} path={path} bare={bare}>
      <Content path={path} found={found} />
    </Shell>
  );
}

function Content({ path, found }: Found): ReactNode {
  const [attempt, setAttempt] = useState(0);
  if (!found) {
    return (
      <EmptyState icon="search" title={t("app.nothingHere")} action={<a href="/">{t("app.toHome")}</a>}>
        {t("app.nothingHereHelp")}
      </EmptyState>
    );
  }
  const { Page } = found.route;
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
