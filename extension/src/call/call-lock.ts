const name = "tfx.call";

/** A page that is being reloaded lets go of its lock a moment after the new one asks for it. */
const reloadMs = 1_500;

/**
 * Takes the one place for a call page in this profile, for as long as the page lives; false when another
 * page has it. The worker prevents most doubles, the lock the rest: a duplicated tab, a restored session.
 */
export const takeCallLock = (locks: LockManager = navigator.locks): Promise<boolean> =>
  new Promise((resolve) => {
    const held = new Promise<never>(() => undefined);
    locks
      .request(name, { signal: AbortSignal.timeout(reloadMs) }, () => {
        resolve(true);
        return held;
      })
      // The signal is the only way out: somebody else keeps the lock.
      .catch(() => resolve(false));
  });
