/** What matters of a key that was pressed in a widget's frame. */
export interface FramePress {
  readonly key: string;
  /** By the person's own hand, and not made by a script. */
  readonly isTrusted: boolean;
  /** Held down, part of a composition, or with a key such as Ctrl. */
  readonly isOther: boolean;
  /** Somebody has dealt with it. */
  readonly defaultPrevented: boolean;
  /** A text can be typed where it was pressed. */
  readonly types: boolean;
  /** A dialog or a popover of the widget is open, which the browser closes with Escape. */
  readonly layered: boolean;
}

/** Whether a press leads back to the call: F6 always, Escape where nothing else has a use for it. */
export const leadsOut = (press: FramePress): boolean => {
  if (!press.isTrusted || press.isOther || press.defaultPrevented) return false;
  return press.key === "F6" || (press.key === "Escape" && !press.types && !press.layered);
};

const typing = "input, textarea, select, [contenteditable]:not([contenteditable=false])";

const pressOf = (event: KeyboardEvent): FramePress => {
  const [target] = event.composedPath();
  return {
    key: event.key,
    isTrusted: event.isTrusted,
    isOther: event.repeat || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey,
    defaultPrevented: event.defaultPrevented,
    types: target instanceof Element && target.closest(typing) !== null,
    layered: document.querySelector("dialog[open], :popover-open") !== null,
  };
};

/**
 * Calls `leave` for keys that lead out of a frame, until the signal aborts: the page around it hears no key that is
 * pressed in it. What the widget listens for comes first, wherever it listens.
 */
export const followWayOut = (page: Window, leave: () => void, signal: AbortSignal): void =>
  page.addEventListener(
    "keydown",
    (event) => {
      if (!leadsOut(pressOf(event))) return;
      // Browsers have a use of their own for F6: it leads into their tool bars.
      if (event.key === "F6") {
        event.preventDefault();
        return leave();
      }
      setTimeout(() => event.defaultPrevented || leave());
    },
    { signal },
  );
