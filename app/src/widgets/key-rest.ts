/** Whoever writes leaves less than this between two keys. */
const restMs = 400;

/** Tells keys that were on their way from those that are meant. */
export interface KeyRest {
  /** From now on keys are taken that follow at once, and those that follow these. */
  begin(): void;
  /** Whether the key that is pressed now is such a one. */
  takes(): boolean;
}

/** Makes a rest that has not begun. */
export const createKeyRest = (nowMs: () => number = () => performance.now()): KeyRest => {
  let lastMs = -Infinity;
  return {
    begin: () => void (lastMs = nowMs()),
    takes: () => {
      if (nowMs() - lastMs >= restMs) return false;
      lastMs = nowMs();
      return true;
    },
  };
};
