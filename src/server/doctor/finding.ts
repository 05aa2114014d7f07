/** One thing that was looked at: fine, or what to do about it. */
export interface Finding {
  check: string;
  isFine: boolean;
  /** Where it is fine, what was found; else what is wrong and its cure. */
  says: string;
}

export const fine = (check: string, says: string): Finding => ({ check, isFine: true, says });
export const wrong = (check: string, says: string): Finding => ({ check, isFine: false, says });
