import { guardFocus } from "./focus-guard.ts";

/** How a frame is made. */
export interface FrameAttributes {
  readonly src: string;
  /** Absent for pages that are no sandbox. */
  readonly sandbox?: string | undefined;
  readonly title: string;
}

/** A frame that stands in the page. */
export interface PlacedFrame {
  /** Whether a message came from this frame, and from nobody else. */
  isSource(source: unknown): boolean;
  post(message: unknown, options: { readonly origin: string; readonly transfer?: readonly Transferable[] }): void;
  remove(): void;
  /** Calls the listener when the page in the frame has been replaced, as by a reload of its own. */
  onReload(listener: () => void): void;
}

/** The page around frames. */
export interface FrameHost {
  readonly origin: string;
  /** Where messages of frames arrive. */
  readonly messages: Pick<EventTarget, "addEventListener" | "removeEventListener">;
  place(attributes: FrameAttributes): PlacedFrame;
}

/** The page itself, with an element in it that frames are put into. The element has to stay where it is: a frame that is moved loads again. */
export const createFrameHost = (element: Element): FrameHost => ({
  origin: window.origin,
  messages: window,
  place({ src, sandbox, title }) {
    const frame = element.ownerDocument.createElement("iframe");
    if (sandbox !== undefined) frame.setAttribute("sandbox", sandbox);
    // Camera, microphone, location and the rest are nobody's but the call's.
    frame.allow = "";
    frame.referrerPolicy = "no-referrer";
    frame.title = title;
    frame.style.cssText = "display:block;width:100%;height:100%;border:0";
    frame.src = src;
    element.append(frame);
    const end = new AbortController();
    const remove = (): void => {
      end.abort();
      frame.remove();
    };
    guardFocus(frame, { giveUp: remove, signal: end.signal });
    return {
      isSource: (source) => source !== null && source === frame.contentWindow,
      post: (message, { origin, transfer = [] }) => frame.contentWindow?.postMessage(message, origin, [...transfer]),
      remove,
      onReload: (listener) => {
        let isFirst = true;
        frame.addEventListener("load", () => {
          if (!isFirst) listener();
          isFirst = false;
        });
      },
    };
  },
});
