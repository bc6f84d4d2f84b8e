import { TfxError } from "@tfx/protocol";
import { bridgeTimes, bridgeVersion, hello, mayLoad, type Welcome, type WidgetManifest } from "@tfx/protocol/widgets";
import type { FrameAttributes, FrameHost } from "./frame-host.ts";
import { wrapperReady, type BundleMessage } from "./sandbox/messages.ts";

/** A guest that runs in a frame. */
export interface FrameGuest {
  readonly port: MessagePort;
  /** Takes the frame out of the page, whatever runs in it. */
  remove(): void;
}

/** What a frame is opened with. */
export interface FrameOptions {
  readonly manifest: WidgetManifest;
  /** Text of a bundle. */
  readonly text?: string | undefined;
  /** Made when the hello has come, so that it is true when the guest reads it. */
  readonly welcome: () => Welcome;
  readonly host: FrameHost;
  /** Address of our wrapper page, for bundles. */
  readonly wrapper: string;
  readonly developer: boolean;
  readonly signal: AbortSignal;
  /** Told when the page has loaded itself again; nobody answers its new hello. */
  readonly onReload?: (() => void) | undefined;
}

interface Page extends FrameAttributes {
  /** Where messages of the page come from and go to. */
  readonly origin: string;
}

/** The page of a widget and how it is kept apart. @throws {TfxError} widget/invalid */
export const framePage = ({ manifest, host, wrapper, developer }: Omit<FrameOptions, "welcome" | "signal">): Page => {
  const title = manifest.name;
  if (manifest.kind === "bundle") return { src: wrapper, title, origin: new URL(wrapper).origin };
  const { entry } = manifest;
  if (entry === undefined || !mayLoad(manifest, { developer, ourOrigin: host.origin }))
    throw new TfxError("widget/invalid", { path: "entry" });
  const { origin, protocol, host: authority } = new URL(entry);
  // Pages of extensions have an origin that URL does not name in every browser.
  const place = origin === "null" ? `${protocol}//${authority}` : origin;
  if (manifest.kind === "companion") return { src: entry, title, origin: place };
  return { src: entry, title, origin: place, sandbox: "allow-scripts allow-same-origin" };
};

/**
 * Opens a widget's frame: waits at most eight seconds for its one hello and answers it with one port.
 * Only messages whose source is that very frame, and whose origin is the one expected, are looked at.
 * @throws {TfxError} widget/invalid, widget/unresponsive, widget/incompatible, widget/stopped
 */
export const openFrame = async (options: FrameOptions): Promise<FrameGuest> => {
  const { host, welcome, text, signal, manifest } = options;
  const page = framePage(options);
  if (signal.aborted) throw new TfxError("widget/stopped");
  const frame = host.place(page);
  if (options.onReload !== undefined) frame.onReload(options.onReload);
  let script = manifest.kind === "bundle" ? text : undefined;
  try {
    return await new Promise<FrameGuest>((resolve, reject) => {
      const settle = (answer: () => void): void => {
        clearTimeout(timer);
        host.messages.removeEventListener("message", take);
        signal.removeEventListener("abort", stop);
        answer();
      };
      const stop = (): void => settle(() => reject(new TfxError("widget/stopped")));
      const timer = setTimeout(() => settle(() => reject(new TfxError("widget/unresponsive"))), bridgeTimes.hello);
      const take = (event: Event): void => {
        const { source, origin, data } = event as MessageEvent<unknown>;
        if (!frame.isSource(source) || origin !== page.origin) return;
        if (script !== undefined && wrapperReady.safeParse(data).success) {
          frame.post({ tfx: "bundle", text: script } satisfies BundleMessage, { origin: page.origin });
          script = undefined;
          return;
        }
        const said = hello.safeParse(data);
        if (!said.success) return;
        if (!said.data.versions.includes(bridgeVersion)) return settle(() => reject(new TfxError("widget/incompatible")));
        const { port1, port2 } = new MessageChannel();
        frame.post(welcome(), { origin: page.origin, transfer: [port2] });
        settle(() => resolve({ port: port1, remove: () => frame.remove() }));
      };
      host.messages.addEventListener("message", take);
      signal.addEventListener("abort", stop, { once: true });
    });
  } catch (error) {
    frame.remove();
    throw error;
  }
};
