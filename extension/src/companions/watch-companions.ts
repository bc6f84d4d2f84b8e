import { signal, type ReadonlySignal } from "@preact/signals";
import type { CompanionWidget } from "@tfx/app";
import { browser } from "../browser.ts";
import { readCompanions, watchStoredCompanions } from "./companion-store.ts";
import type { Companion } from "./plan-companion.ts";

/** An extension that hangs up at once each time is not called without end. */
const againMs = 1_000;

/**
 * Holds a connection to an extension for as long as it is there. A worker of an extension ends when it has
 * nothing to do, and its connections with it; so when one ends it is tried again, which starts that worker,
 * and only where nobody can be reached the extension is gone.
 */
const holdWhileThere = (sender: string, onGone: () => void): void => {
  const port = browser.runtime.connect(sender, { name: "tfx.widget" });
  port.onDisconnect.addListener(() => {
    // Set when there was nobody to connect to; reading it also keeps the browser from complaining.
    const isThere = browser.runtime.lastError === undefined || browser.runtime.lastError === null;
    if (isThere) setTimeout(() => holdWhileThere(sender, onGone), againMs);
    else onGone();
  });
};

/** The widgets that other extensions lend now, for the page of the call. `drop` forgets an extension that is gone. */
export const watchCompanions = (drop: (sender: string) => void): ReadonlySignal<readonly CompanionWidget[]> => {
  const shown = signal<readonly CompanionWidget[]>([]);
  const held = new Set<string>();
  const hold = ({ sender }: Companion): void => {
    if (held.has(sender)) return;
    held.add(sender);
    holdWhileThere(sender, () => {
      held.delete(sender);
      drop(sender);
    });
  };
  const read = async (): Promise<void> => {
    const companions = await readCompanions();
    shown.value = companions.map(({ manifest, name }) => ({ manifest, by: name }));
    for (const one of companions) hold(one);
  };
  const readSoon = (): void => {
    // Storage answers unless this page's extension is being replaced, and then the page goes too.
    void read().catch(() => undefined);
  };
  watchStoredCompanions(readSoon);
  readSoon();
  return shown;
};
