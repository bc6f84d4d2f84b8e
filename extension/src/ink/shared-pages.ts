import { signal } from "@preact/signals";
import type { PageOrder, PageWish, SharedPage, SharedPages } from "@tfx/app";
import { fromPage, inkPortName } from "./messages.ts";

/** What is used of a port to a page. */
export type PagePort = Pick<chrome.runtime.Port, "name" | "sender" | "postMessage" | "disconnect" | "onMessage" | "onDisconnect">;

const mostPages = 16;

/** A page by its port. Its listeners go with it. */
const createPage = (port: PagePort, { handle, title }: { handle: string; title: string }) => {
  const listeners = new Set<(wish: PageWish) => void>();
  const page: SharedPage = {
    handle,
    title,
    order: (order: PageOrder) => port.postMessage(order),
    onWish(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return { page, tell: (wish: PageWish) => listeners.forEach((listener) => listener(wish)) };
};

/** Takes ports of pages; everything else that connects is not for here. */
export const createSharedPages = (ownId: string): SharedPages & { readonly handlePort: (port: PagePort) => void } => {
  const pages = signal<readonly SharedPage[]>([]);
  const handlePort = (port: PagePort): void => {
    if (port.name !== inkPortName) return;
    // Only a script of this extension in the main frame of a tab carries ink.
    if (port.sender?.id !== ownId || port.sender.tab === undefined || port.sender.frameId !== 0) return port.disconnect();
    let known: ReturnType<typeof createPage> | undefined;
    const forget = () => (pages.value = pages.peek().filter((page) => page !== known?.page));
    port.onMessage.addListener((raw: unknown) => {
      const message = fromPage.safeParse(raw);
      if (!message.success) return;
      if (message.data.do === "wish") return known?.tell(message.data.wish);
      if (known !== undefined || pages.peek().length >= mostPages) return undefined;
      const { handle, title } = message.data;
      known = createPage(port, { handle, title: title === "" ? (port.sender?.tab?.title ?? "") : title });
      pages.value = [...pages.peek(), known.page];
      return undefined;
    });
    port.onDisconnect.addListener(forget);
  };
  return { pages, handlePort };
};
