import { signal } from "@preact/signals";
import type { RoomState } from "@tfx/core/state";
import { TfxError } from "@tfx/protocol";
import { maxBundleBytes } from "@tfx/protocol/widgets";
import { checkSource, mayFetch, readBundle, wantsMore, type Bundle, type BundleStore, type GrantsStore } from "@tfx/widget-host";
import type { AppContext } from "../app-context.ts";
import type { BundleExchange } from "./bundle-exchange.ts";
import { fetchAddress, type AskServer } from "./outside-fetch.ts";
import type { Adding, AddProblem, WidgetsModel } from "./widgets-model.ts";

/** What a widget passes on its way into a call. */
export interface AddingOptions {
  readonly app: AppContext;
  readonly bundles: BundleStore;
  readonly grants: GrantsStore;
  readonly exchange: BundleExchange;
  readonly state: Pick<RoomState, "offers">;
  readonly room: string;
  readonly ask: AskServer;
  readonly end: AbortSignal;
  /** Starts a widget once it is known. */
  readonly start: (id: string) => void;
  /** Name of a person in the call. */
  readonly nameOf: (offer: RoomState["offers"]["value"][number]) => string;
}

/** The way of a widget into the call: read, checked, shown, kept after the person's yes, started. */
export interface AddingPart extends Pick<WidgetsModel, "adding" | "add" | "fetch" | "finishAdding"> {
  /** Shows a widget that was read already; what is on the device and wants no more than before is not asked for. */
  readonly propose: (bundle: Bundle, source: Pick<Adding, "from" | "by">) => Promise<"known" | "asked">;
  /** Looks whether a page announces itself otherwise by now; answers whether the one on this device may be started. */
  readonly renew: (bundle: Bundle) => Promise<boolean>;
}

const problemOf = (error: unknown): AddProblem => {
  const { code, details } = TfxError.from(error);
  if (code === "protocol/too-large") return "tooLarge";
  if (code === "server/unreachable" || code === "server/timeout") return "unreachable";
  if (code !== "widget/invalid") return "wrong";
  const path = "path" in details ? details.path : undefined;
  if (path === "address" || path === "local" || path === "entry") return path;
  return path === undefined || path === "" ? "wrong" : { field: path };
};

const readFile = async (file: Blob): Promise<Bundle> => {
  if (file.size > maxBundleBytes) throw new TfxError("protocol/too-large", { limit: maxBundleBytes });
  return readBundle(await file.text());
};

/** What a person typed, as an address. */
const addressOf = (typed: string): string => (/^[a-z]+:/i.test(typed.trim()) ? typed.trim() : `https://${typed.trim()}`);

const attempt = async (work: () => Promise<void>): Promise<AddProblem | undefined> => {
  try {
    await work();
    return undefined;
  } catch (error) {
    return problemOf(error);
  }
};

type Source = Pick<Adding, "from" | "by">;

/** Shows what may come from where it comes from. */
const createProposals = ({ app, bundles }: Pick<AddingOptions, "app" | "bundles">) => {
  const adding = signal<Adding | undefined>(undefined);
  const check = (bundle: Bundle, from: Adding["from"]): void =>
    checkSource(bundle, { from, developer: app.settings.value.peek().developer, ourOrigin: window.origin });
  const show = (bundle: Bundle, { from, by }: Source): void => {
    check(bundle, from);
    adding.value = { bundle, from, by, before: bundles.find(bundle.manifest.id)?.manifest };
  };
  const propose: AddingPart["propose"] = async (bundle, source) => {
    check(bundle, source.from);
    const kept = bundles.find(bundle.manifest.id);
    if (kept !== undefined && !wantsMore(kept.manifest, bundle.manifest)) {
      if (kept.sha256 !== bundle.sha256) await bundles.add(bundle);
      return "known";
    }
    show(bundle, source);
    return "asked";
  };
  return { adding, show, propose };
};

/** Makes the way in. */
export const createAdding = (options: AddingOptions): AddingPart => {
  const { app, bundles, grants, exchange, state, room, ask, end, start } = options;
  const { adding, show, propose } = createProposals(options);
  const keep = async (bundle: Bundle) => {
    const place = { instance: "", room };
    // What was allowed to another text of that name is over: it is the sheet of this one that was answered.
    await grants.revokeAll(bundle.manifest);
    await bundles.add(bundle);
    await grants.allow(bundle.manifest, grants.missing(bundle.manifest, place), { ...place, lasts: "always" });
    start(bundle.manifest.id);
  };
  const fetchBundle = async (address: string): Promise<Bundle> => {
    const isDeveloper = app.settings.value.peek().developer;
    if (!mayFetch(address, isDeveloper)) throw new TfxError("widget/invalid", { path: mayFetch(address, true) ? "local" : "address" });
    const found = await fetchAddress(ask, address, end);
    return readBundle(found.text, found.address);
  };
  return {
    adding,
    add: (source) =>
      attempt(async () => {
        if (typeof source !== "string") return show(await readFile(source), { from: "file", by: "" });
        const bundle = await fetchBundle(addressOf(source));
        show(bundle, { from: "address", by: bundle.address ?? source });
      }),
    fetch: async (instance) => {
      const offer = state.offers.peek().find((one) => one.instance === instance);
      const hash = offer?.widget.bundle;
      if (offer === undefined || hash === undefined) return undefined;
      return attempt(async () => show(await exchange.fetch(hash, offer.startedBy), { from: "person", by: options.nameOf(offer) }));
    },
    finishAdding: (adds) => {
      const bundle = adding.peek()?.bundle;
      adding.value = undefined;
      if (adds && bundle !== undefined) void keep(bundle);
    },
    propose,
    renew: async (kept) => {
      const { address } = kept;
      let isKnown = true;
      // Whoever cannot be asked has announced nothing else; whether the page itself is there shows in its frame.
      if (address !== undefined)
        await attempt(async () => {
          const now = await fetchBundle(address);
          if (now.manifest.id !== kept.manifest.id || now.sha256 === kept.sha256) return;
          isKnown = (await propose(now, { from: "address", by: address })) === "known";
        });
      return isKnown;
    },
  };
};
