import type { Welcome } from "@tfx/protocol/widgets";
import { connectWidget } from "./connect-widget.ts";
import type { WidgetContext, WidgetDefinition } from "./context.ts";

const version: Welcome["version"] = 1;

/** Makes the frame's page look and read like the page around it. */
const followPage = ({ theme, locale, signal }: WidgetContext, page: HTMLElement): void => {
  const look = (now: WidgetContext["theme"]["value"]): void => {
    page.style.colorScheme = now.look;
    for (const [name, value] of Object.entries(now.tokens)) page.style.setProperty(name.startsWith("--") ? name : `--${name}`, value);
  };
  const read = (now: WidgetContext["locale"]["value"]): void => {
    page.lang = now.locale;
    page.dir = now.direction;
  };
  look(theme.value);
  read(locale.value);
  theme.on(look, { signal });
  locale.on(read, { signal });
};

/** Errors that nobody caught go to the widget's log, where its developer reads them. */
const reportUncaught = ({ log, signal }: WidgetContext): void => {
  const write = (error: unknown): void => log.error(error instanceof Error ? (error.stack ?? String(error)) : String(error));
  window.addEventListener("error", ({ error, message }) => write(error ?? message), { signal });
  window.addEventListener("unhandledrejection", ({ reason }) => write(reason), { signal });
};

/**
 * Runs a widget that is the page of a frame: says hello to the page around it, takes its one welcome and
 * mounts into the body. Call it once.
 */
export const runWidget = (definition: WidgetDefinition): void => {
  const host = window.parent;
  if (host === window) throw new Error("A widget runs in the frame of a call; this page is in none.");
  const take = ({ source, data, ports: [port] }: MessageEvent): void => {
    const welcome = data as Welcome | undefined;
    if (source !== host || welcome?.tfx !== "welcome" || welcome.version !== version || !port) return;
    window.removeEventListener("message", take);
    const mount = (context: WidgetContext, root: HTMLElement) => {
      followPage(context, document.documentElement);
      reportUncaught(context);
      return definition.mount(context, root);
    };
    connectWidget({ mount }, { port, welcome, root: document.body, page: window });
  };
  window.addEventListener("message", take);
  // Nobody's address is known before the welcome, and the hello says nothing that is not public.
  host.postMessage({ tfx: "hello", versions: [version] }, "*");
};
