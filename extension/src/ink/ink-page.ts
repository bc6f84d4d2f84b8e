import type { PageOrder } from "@tfx/app";
import type { InkAuthor } from "@tfx/app/ink";
import { createPageLayer, type PageLayer } from "./page-layer.ts";
import { createPageTools } from "./page-tools.ts";

// Runs on a stranger's page, in a world of its own, after the person has clicked the extension there. It
// reads nothing of the page but its title, and ends with the page. No schemas: the other end of the port is the extension.

type MediaWithHandle = MediaDevices & {
  setCaptureHandleConfig?(config: {
    readonly exposeOrigin: boolean;
    readonly handle: string;
    readonly permittedOrigins: readonly string[];
  }): void;
};

const randomHandle = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCodePoint(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
};

/** Says which page this is to whoever captures it, and to the extension's pages alone; undefined where the browser cannot. */
const markPage = (): string | undefined => {
  // Without https a page has no media devices, whatever its type says.
  const media = navigator.mediaDevices as MediaWithHandle | undefined;
  if (media?.setCaptureHandleConfig === undefined) return undefined;
  const handle = randomHandle();
  media.setCaptureHandleConfig({ exposeOrigin: false, handle, permittedOrigins: [chrome.runtime.getURL("").slice(0, -1)] });
  return handle;
};

/** Carries out what the call asks for over a port. */
const createCarrier = (port: chrome.runtime.Port): { take: (order: PageOrder) => void; remove: () => void } => {
  let layer: PageLayer | undefined;
  let tools: ReturnType<typeof createPageTools> | undefined;
  let presenter: InkAuthor | undefined;
  const open = (): PageLayer => {
    const made = createPageLayer();
    tools = createPageTools(made.root, {
      hold: (tool) => made.hold(tool, presenter),
      clear: () => {
        made.board.clear();
        made.wake();
      },
      allow: (on) => port.postMessage({ do: "wish", wish: on ? "allow" : "forbid" }),
      close: () => {
        port.postMessage({ do: "wish", wish: "close" });
        remove();
      },
    });
    return made;
  };
  const remove = () => {
    layer?.remove();
    layer = undefined;
  };
  const take = (order: PageOrder): void => {
    if (order.do === "begin") {
      presenter = order.presenter;
      layer ??= open();
      tools?.show(order.words, order.allowed);
    }
    if (order.do === "mark") layer?.board.take(order.author, order.mark, performance.now());
    if (order.do === "clear") layer?.board.clear(order.author);
    layer?.wake();
  };
  return { take, remove };
};

const connect = (handle: string): (() => void) => {
  const port = chrome.runtime.connect({ name: "tfx.ink" });
  const { take, remove } = createCarrier(port);
  port.onMessage.addListener(take);
  port.onDisconnect.addListener(remove);
  port.postMessage({ do: "hello", handle, title: document.title.slice(0, 300) });
  return () => {
    port.disconnect();
    remove();
  };
};

declare global {
  // oxlint-disable-next-line no-var -- a property of this world's global object
  var tfxInkEnd: (() => void) | undefined;
}

// A second click begins anew: the call may be another by now.
globalThis.tfxInkEnd?.();
const handle = markPage();
const disconnect = handle === undefined ? undefined : connect(handle);
const answer = (question: unknown, _sender: unknown, respond: (answer: string) => void): void => {
  if (question === "tfx.ink.marked?") respond(handle === undefined ? "insecure" : "marked");
};
chrome.runtime.onMessage.addListener(answer);
globalThis.tfxInkEnd = () => {
  chrome.runtime.onMessage.removeListener(answer);
  disconnect?.();
};
