const name = "tfx.call";

/** A page that is being reloaded lets go of its lock a moment after the new one asks for it. */
const reloadMs = 1_500;

/** The one place for a call page in this profile, held for as long as the page lives. */
export interface CallLock {
  /** Resolves when another tab has taken the place. */
  readonly lost: Promise<void>;
}

/**
 * Takes the place; undefined when another page has it. The worker prevents most doubles, the lock the
 * rest: a duplicated tab, a restored session. With `steal` the other page loses it.
 */
export const takeCallLock = ({ steal = false, locks = navigator.locks } = {}): Promise<CallLock | undefined> =>
  new Promise((resolve) => {
    let lose: (() => void) | undefined;
    locks
      .request(name, steal ? { steal } : { signal: AbortSignal.timeout(reloadMs) }, () => {
        resolve({ lost: new Promise((lost) => (lose = lost)) });
        return new Promise<never>(() => undefined);
      })
      // Ends in two ways only: nobody let go in time, or, later, somebody else stole the lock.
      .catch(() => {
        if (lose === undefined) resolve(undefined);
        else lose();
      });
  });
