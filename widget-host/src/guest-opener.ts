import { TfxError } from "@tfx/protocol";
import type { Welcome, WidgetManifest } from "@tfx/protocol/widgets";
import { connectWidget, type TrustedParts, type WidgetDefinition } from "@tfx/widget-sdk";
import { createFrameHost } from "./frame-host.ts";
import { openFrame } from "./frame.ts";

/** A widget that can be started, with what it is started from. */
export interface KnownWidget {
  readonly manifest: WidgetManifest;
  /** The code of a widget of ours. */
  readonly load?: (() => Promise<WidgetDefinition>) | undefined;
  /** The script of a bundle. */
  readonly text?: string | undefined;
  /** SHA-256 of the script. */
  readonly sha256?: string | undefined;
}

/** What a guest is opened with. */
export interface GuestRequest {
  readonly known: KnownWidget;
  readonly instance: string;
  readonly welcome: () => Welcome;
  readonly signal: AbortSignal;
  /** Given to widgets of ours alone, whatever stands here for others. */
  readonly trusted?: TrustedParts | undefined;
  /** The page has loaded itself again, which developers' servers make it do at each change. */
  readonly onReload: () => void;
}

/** A widget's other end, wherever it runs. */
export interface Guest {
  readonly port: MessagePort;
  /** Takes it out of the page. */
  remove(): void;
}

/** Opens guests. @throws {TfxError} widget/crashed, widget/unresponsive, widget/incompatible, widget/invalid, widget/stopped */
export type OpenGuest = (request: GuestRequest) => Promise<Guest>;

const openBuiltin = async ({ known: { load }, welcome, signal, trusted }: GuestRequest, element: HTMLElement): Promise<Guest> => {
  if (load === undefined) throw new TfxError("widget/invalid", { path: "kind" });
  const definition = await load().catch((cause: unknown) => {
    throw new TfxError("widget/crashed", { text: "Its code could not be loaded." }, { cause });
  });
  if (signal.aborted) throw new TfxError("widget/stopped");
  const root = element.ownerDocument.createElement("div");
  root.style.height = "100%";
  element.append(root);
  const { port1, port2 } = new MessageChannel();
  connectWidget(definition, { port: port2, welcome: welcome(), root, trusted });
  return { port: port1, remove: () => root.remove() };
};

/** Makes the opener of a page. `elementOf` answers the element, already in the page, that an instance draws into. */
export const createGuestOpener =
  ({
    elementOf,
    wrapper,
    isDeveloper,
  }: {
    elementOf: (instance: string) => HTMLElement;
    /** Absolute address of our wrapper page. */
    wrapper: string;
    isDeveloper: () => boolean;
  }): OpenGuest =>
  (request) => {
    const { manifest, text } = request.known;
    const element = elementOf(request.instance);
    if (manifest.kind === "builtin") return openBuiltin(request, element);
    if (manifest.kind === "declarative") throw new TfxError("widget/invalid", { path: "kind" });
    const { welcome, signal } = request;
    const developer = isDeveloper();
    // Others' pages could reload without end.
    const onReload = developer && manifest.kind !== "bundle" ? request.onReload : undefined;
    return openFrame({ manifest, text, welcome, signal, wrapper, host: createFrameHost(element), developer, onReload });
  };
