import { hello, welcome } from "@tfx/protocol/widgets";
import { bundleMessage, sandboxReady, type BundleMessage } from "./messages.ts";

/** The windows between which the wrapper stands. */
export interface WrapperPlace {
  /** The wrapper's own window. */
  readonly page: Pick<Window, "addEventListener" | "removeEventListener" | "origin">;
  /** The call's page around it. */
  readonly host: MessageTarget;
  readonly sandbox: MessageTarget;
  /** Told whether the widget is to look light or dark. */
  readonly onLook?: (look: "light" | "dark") => void;
}

interface MessageTarget {
  postMessage(message: unknown, targetOrigin: string, transfer?: Transferable[]): void;
}

/**
 * Hands on what host and sandboxed page say to each other until both have the port: the script, one
 * hello, one welcome, each once. The wrapper's own policy lets its frame hold the sandbox page and no
 * other, so "*" below reaches that page, whose origin has no name, and nobody else.
 */
export const relay = ({ page, host, sandbox, onLook }: WrapperPlace): void => {
  const seen = { text: undefined as string | undefined, isReady: false, isSent: false, hasHello: false };
  const sendText = (): void => {
    if (seen.text === undefined || !seen.isReady || seen.isSent) return;
    seen.isSent = true;
    sandbox.postMessage({ tfx: "bundle", text: seen.text } satisfies BundleMessage, "*");
    seen.text = undefined;
  };
  const fromHost = (data: unknown, ports: readonly MessagePort[]): void => {
    const bundle = bundleMessage.safeParse(data);
    if (bundle.success && !seen.isSent) {
      seen.text ??= bundle.data.text;
      return sendText();
    }
    const [port] = ports;
    const said = welcome.safeParse(data);
    if (port === undefined || !seen.hasHello || !said.success) return;
    onLook?.(said.data.look);
    page.removeEventListener("message", take);
    sandbox.postMessage(data, "*", [port]);
  };
  const fromSandbox = (data: unknown): void => {
    if (!seen.isReady && sandboxReady.safeParse(data).success) {
      seen.isReady = true;
      return sendText();
    }
    const said = hello.safeParse(data);
    // Before it has the script, the page has nothing to greet for.
    if (!said.success || seen.hasHello || !seen.isSent) return;
    seen.hasHello = true;
    host.postMessage(said.data, page.origin);
  };
  const take = ({ source, origin, data, ports }: MessageEvent<unknown>): void => {
    if (source === host && origin === page.origin) fromHost(data, ports);
    else if (source === sandbox) fromSandbox(data);
  };
  page.addEventListener("message", take);
  host.postMessage({ tfx: "wrapper-ready" }, page.origin);
};

/** Runs the wrapper page: puts the sandbox page into it and hands messages on. `src` is the sandbox page's address. */
export const startWrapper = (src: string): void => {
  if (window.parent === window) return;
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.allow = "";
  frame.title = "";
  frame.style.cssText = "position:fixed;inset:0;width:100%;height:100%;border:0";
  document.body.append(frame);
  const sandbox = frame.contentWindow;
  if (sandbox === null) return;
  // A frame whose colour scheme differs from the page around it is filled with a colour of the browser's,
  // and an overlay must be seen through (https://drafts.csswg.org/css-color-adjust-1/#color-scheme-effect).
  const onLook = (look: string): void => void (document.documentElement.style.colorScheme = look);
  relay({ page: window, host: window.parent, sandbox, onLook });
  frame.src = src;
};
