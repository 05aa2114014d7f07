import { AppError } from "../errors.ts";

/**
 * A time zone that both JavaScript and PostgreSQL read the same way: a name, never an offset.
 * @throws AppError invalid
 */
export function checkTimeZone(name: string): string {
  try {
    if (!/^[A-Za-z]/.test(name)) throw new RangeError();
    new Intl.DateTimeFormat("en", { timeZone: name });
    return name;
  } catch {
    throw new AppError("invalid", {
      fields: { timeZone: "This is not a time zone, such as Europe/Berlin." },
    });
  }
}
