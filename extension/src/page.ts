import { openAppContext, type AppContext, type Platform } from "@tfx/app";
import type { PagePart } from "./page-part.ts";
import { openServerSetting, type ServerSetting } from "./server/server-setting.ts";
import { createExtensionStore } from "./storage/extension-store.ts";
import "./page.css";

/** What every page of the extension stands on. Lives as long as the page. */
export interface Page {
  readonly platform: Platform;
  readonly server: ServerSetting;
}

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

/** The app's context for a page that shows parts of the app. */
export const openPageContext = ({ platform }: Page): Promise<AppContext> => openAppContext(platform, new AbortController().signal);
