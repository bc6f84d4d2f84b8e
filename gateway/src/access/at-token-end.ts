/** Clocks are put right, and machines sleep: nobody waits longer than this without a look at the time. */
const mostWaitMs = 60_000;

/** The end of a token that others may follow. */
export interface TokenEnd {
  /** From now on this one holds; undefined: it never ends. */
  set(endsAtMs: number | undefined): void;
  forget(): void;
}

/**
 * Calls once a token has ended, never at once: whoever was let in by it is let go. Answers its undo. `endsAtMs`: in
 * milliseconds since 1970; undefined where no token is needed.
 */
export const atTokenEnd = (endsAtMs: number | undefined, letGo: () => void): (() => void) => {
  if (endsAtMs === undefined) return () => undefined;
  const wait = (): NodeJS.Timeout => setTimeout(look, Math.min(Math.max(endsAtMs - Date.now(), 0), mostWaitMs));
  const look = (): void => {
    if (Date.now() < endsAtMs) timer = wait();
    else letGo();
  };
  let timer = wait();
  return () => clearTimeout(timer);
};

/** Makes the end of tokens that follow one another. */
export const createTokenEnd = (letGo: () => void): TokenEnd => {
  let forget = (): void => undefined;
  return {
    set(endsAtMs) {
      forget();
      forget = atTokenEnd(endsAtMs, letGo);
    },
    forget: () => forget(),
  };
};
