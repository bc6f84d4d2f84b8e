import type { Welcome } from "@tfx/protocol/widgets";
import { openBridge } from "./bridge.ts";
import type { WidgetContext } from "./context.ts";
import { createContext } from "./create-context.ts";
import type { TrustedParts } from "./trusted-context.ts";
import { followWayOut } from "./way-out.ts";

/** What came with the welcome, and where the widget draws. */
export interface Connection<R> {
  /** Owned by the widget from here on. */
  readonly port: MessagePort;
  readonly welcome: Welcome;
  readonly root: R;
  /** For widgets of ours alone, in the page: no border could carry it. */
  readonly trusted?: TrustedParts | undefined;
  /** The window of a widget that has one to itself: some keys in it lead back to the call. */
  readonly page?: Window | undefined;
}

interface Mountable<R> {
  mount(context: WidgetContext, root: R): void | Promise<void>;
}

const longestText = 2_000;

/**
 * Runs a widget over a port, in the page or in a frame: mounts it once the host has sent what there is
 * at the start, answers pings, and ends it when the host says so or is gone. Returns the context's signal.
 */
export const connectWidget = <R>(definition: Mountable<R>, { port, welcome, root, trusted, page }: Connection<R>): AbortSignal => {
  const life = new AbortController();
  let mounting = false;

  const mount = async (): Promise<void> => {
    try {
      await definition.mount(context, root);
      bridge.post({ t: "mounted" });
    } catch (error) {
      bridge.report(error);
      bridge.post({ t: "crashed", text: String(error).slice(0, longestText) });
    }
  };
  const bridge = openBridge(port, {
    onPing() {
      if (mounting) return;
      mounting = true;
      void mount();
    },
    onStop() {
      // Those who listen to the signal clean up first, and may still tell the host something.
      life.abort();
      bridge.close();
    },
  });
  const context = { ...createContext(bridge, { welcome, signal: life.signal }), ...(trusted && { trusted }) };
  if (page !== undefined) followWayOut(page, () => bridge.post({ t: "leave" }), life.signal);
  bridge.start();
  return life.signal;
};
