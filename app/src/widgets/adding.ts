import { signal } from "@preact/signals";
import type { RoomState } from "@tfx/core/state";
import { TfxError } from "@tfx/protocol";
import { maxBundleBytes, readBundle, type Bundle, type BundleStore, type GrantsStore } from "@tfx/widget-host";
import type { AppContext } from "../app-context.ts";
import type { BundleExchange } from "./bundle-exchange.ts";
import type { WidgetsModel } from "./widgets-model.ts";

/** What a widget passes on its way into a call. */
export interface AddingOptions {
  readonly app: AppContext;
  readonly bundles: BundleStore;
  readonly grants: GrantsStore;
  readonly exchange: BundleExchange;
  readonly state: RoomState;
  readonly room: string;
  /** Starts a widget once it is known. */
  readonly start: (id: string) => void;
}

/** The way of a file into the call: read, shown, kept after the person's yes, started. */
export const createAdding = ({
  app,
  bundles,
  grants,
  exchange,
  state,
  room,
  start,
}: AddingOptions): Pick<WidgetsModel, "adding" | "add" | "fetch" | "finishAdding"> => {
  const adding = signal<Bundle | undefined>(undefined);
  const keep = async (bundle: Bundle) => {
    await bundles.add(bundle);
    const place = { instance: "", room: room };
    await grants.allow(bundle.manifest, grants.missing(bundle.manifest, place), { ...place, lasts: "always" });
    start(bundle.manifest.id);
  };
  const read = async (bundle: () => Promise<Bundle>, problem: "widgets.add.wrong" | "widgets.add.notGiven") => {
    try {
      adding.value = await bundle();
    } catch {
      // Whatever is wrong with it, the person has to find another file, or ask again.
      app.toasts.show({ text: app.i18n.t(problem), tone: "warning", about: "add widget" });
    }
  };
  const readFile = async (file: Blob): Promise<Bundle> => {
    if (file.size > maxBundleBytes) throw new TfxError("protocol/too-large", { limit: maxBundleBytes });
    return readBundle(await file.text());
  };
  return {
    adding,
    add: (file) => read(() => readFile(file), "widgets.add.wrong"),
    fetch: async (instance) => {
      const offer = state.offers.peek().find((one) => one.instance === instance);
      const hash = offer?.widget.bundle;
      if (offer !== undefined && hash !== undefined) await read(() => exchange.fetch(hash, offer.startedBy), "widgets.add.notGiven");
    },
    finishAdding: (adds) => {
      const bundle = adding.peek();
      adding.value = undefined;
      if (adds && bundle !== undefined) void keep(bundle);
    },
  };
};
