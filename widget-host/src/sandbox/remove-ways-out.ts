/**
 * What a Content Security Policy does not hold back. WebRTC gathers candidates even under `webrtc 'block'`, which
 * no browser knows (https://www.w3.org/TR/CSP3/#directive-webrtc): once they do, the policy should have it and
 * this part go. The rest opens windows or asks the system for something.
 */
const ways =
  /^(?:webkit|moz)?RTC|^WebTransport|^WebSocketStream$|^Presentation|^PaymentRequest$|^SharedWorker$|^open$|^showModalDialog$|^EyeDropper$/;

const remove = (owner: object, name: string): void => {
  if (Reflect.deleteProperty(owner, name) && !(name in owner)) return;
  // Inherited, or not to be deleted: covered instead.
  Reflect.defineProperty(owner, name, { value: undefined, writable: false, configurable: false });
};

/** Takes out of a global object, and what it inherits from, whatever leads out of the sandbox. */
export const removeWaysOut = (scope: object): void => {
  for (let owner: object | null = scope; owner !== null && owner !== Object.prototype; owner = Reflect.getPrototypeOf(owner))
    for (const name of Object.getOwnPropertyNames(owner)) if (ways.test(name)) remove(owner, name);
};

const clipboardCommands = new Set(["copy", "cut", "paste"]);

/** Keeps what a person copied as it is: a policy covers `navigator.clipboard` and not the older way, which needs a click alone. */
export const keepClipboard = (commands: { execCommand(this: unknown, ...given: readonly unknown[]): unknown }): void => {
  // oxlint-disable-next-line typescript/unbound-method -- called below with the object it was called on
  const execute = commands.execCommand;
  const guarded = function (this: unknown, name: unknown, ...rest: readonly unknown[]): unknown {
    // Read once, so that it is the same text in the check and in the browser.
    const command = String(name);
    return clipboardCommands.has(command.toLowerCase()) ? false : Reflect.apply(execute, this, [command, ...rest]);
  };
  Reflect.defineProperty(commands, "execCommand", { value: guarded, writable: false, configurable: false });
};

interface NavigationTarget {
  addEventListener(type: "navigate", listener: (event: Event) => void): void;
}

const hasNavigation = (page: object): page is { readonly navigation: NavigationTarget } =>
  "navigation" in page && page.navigation instanceof EventTarget;

/**
 * Stops the page from going elsewhere, where the browser asks. It is the wrapper's policy that keeps
 * the frame from loading another page; this keeps a widget from losing itself by a click on a link.
 */
export const stayHere = (page: Window): void => {
  if (hasNavigation(page)) page.navigation.addEventListener("navigate", (event) => event.preventDefault());
  const stop = (event: Event): void => {
    if (
      event.type === "submit" ||
      event.composedPath().some((target) => target instanceof Element && target.matches("a[href], area[href]"))
    )
      event.preventDefault();
  };
  for (const type of ["click", "auxclick", "submit"]) page.addEventListener(type, stop, { capture: true });
};
