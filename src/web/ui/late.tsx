import { type ComponentType, createElement, type ReactNode, useEffect, useState } from "react";

/** Why code did not come. */
export interface Failure {
  cause: unknown;
}

/** Some code did not come. Style sheets on their way are left alone otherwise: whoever waits for one would wait in vain. */
let somethingFailed = false;

/**
 * A component whose code comes when it is first shown. Where the code cannot be fetched, `instead` goes on being
 * shown and nothing around it is lost; it is asked for again the next time.
 * @param load fetches the code
 * @param instead what is shown meanwhile; `failed` says why once the code did not come
 */
export function late<P extends object>(
  load: () => Promise<ComponentType<P>>,
  instead: (props: P, failed: Failure | null) => ReactNode,
): ComponentType<P> {
  let loaded: ComponentType<P> | null = null;
  return function Late(props: P): ReactNode {
    const [, setReady] = useState(loaded !== null);
    const [failed, setFailed] = useState<Failure | null>(null);
    useEffect(() => {
      if (loaded) return setReady(true);
      let here = true;
      if (somethingFailed) mendStyles();
      somethingFailed = false;
      load().then(
        (component) => {
          loaded = component;
          if (here) setReady(true);
        },
        (error) => {
          somethingFailed = true;
          if (here) setFailed({ cause: error });
        },
      );
      return () => {
        here = false;
      };
    }, []);
    return loaded ? createElement(loaded, props) : instead(props, failed);
  };
}

/** Asks again for style sheets that did not come: their elements stay, and nothing else would ever do it. */
export function mendStyles(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
    if (!link.sheet) link.replaceWith(link.cloneNode());
  }
}
