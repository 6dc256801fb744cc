/** Free trials of marketplace plans. */

/** Days of a trial: applied automatically, then the bought term begins (rule F25, MS isv trial pages). */
export const trialDays = 30;
