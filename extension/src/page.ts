import { signal } from "@preact/signals";
import { openAppContext, type AppContext, type Platform } from "@tfx/app";
import { openServerSetting, type ServerSetting } from "./server/server-setting.ts";
import { createExtensionStore } from "./storage/extension-store.ts";
import "./page.css";

/** What every page of the extension stands on. Lives as long as the page. */
export interface Page {
  readonly platform: Platform;
  readonly server: ServerSetting;
}

/** What the call page does that other pages leave to it. */
export type PagePart = Pick<Platform, "place" | "go" | "createSession"> & Partial<Platform>;

/** The app's view of a page of the extension; the part adds what is the page's own. */
export const openPage = async (part: PagePart): Promise<Page> => {
  const store = createExtensionStore();
  const server = await openServerSetting(store);
  const platform: Platform = {
    kind: "extension",
    server: server.origin,
    changeServer: (origin) => server.change(origin),
    store,
    copy: (text) => navigator.clipboard.writeText(text),
    ...part,
  };
  return { platform, server };
};

/** For pages that hold no call themselves: what would lead to a room goes through `open`. */
export const callLessPart = (open: (place: Parameters<Platform["go"]>[0]) => void): PagePart => ({
  place: signal({ at: "start" }),
  go: open,
  createSession: () => {
    throw new Error("a call runs in call.html alone");
  },
});

/** The app's context for a page that shows parts of the app. */
export const openPageContext = ({ platform }: Page): Promise<AppContext> => openAppContext(platform, new AbortController().signal);
