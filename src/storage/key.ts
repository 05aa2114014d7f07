const KEY = /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9._-]*)*$/;

/**
 * A key that no file system can misread: lower case, no dot at the start of a part, no way up.
 * @throws Error for any other
 */
export function checkKey(key: string): string {
  if (!KEY.test(key) || key.length > 200) throw new Error(`not a key: ${key}`);
  return key;
}
