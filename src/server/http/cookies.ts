const PLAIN = "plumbline_session";
const SECURE = "__Host-plumbline_session";
/** The longest that browsers keep a cookie. The server says when a session ends: each use gives it more time. */
const LONGEST = 400 * 24 * 3600;

/** The session cookie. Over HTTPS its name pins it to this host and to secure transport. */
export function sessionCookie(token: string, secure: boolean): string {
  return cookie(token, LONGEST, secure);
}

/** What makes a browser forget its session cookie. */
export function clearedCookie(secure: boolean): string {
  return cookie("", 0, secure);
}

/**
 * The session token in a Cookie header. Over HTTPS only the pinned name counts: a cookie of the plain one may come
 * from a neighbouring host, which could sign a browser in as somebody else.
 */
export function readCookie(header: string | undefined, secure: boolean): string | undefined {
  for (const pair of header?.split(";") ?? []) {
    const at = pair.indexOf("=");
    const name = pair.slice(0, at).trim();
    if (name === (secure ? SECURE : PLAIN)) return pair.slice(at + 1).trim() || undefined;
  }
  return undefined;
}

function cookie(value: string, age: number, secure: boolean): string {
  const name = secure ? SECURE : PLAIN;
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${secure ? "; Secure" : ""}`;
}
