import type { Permission, Welcome } from "@tfx/protocol/widgets";
import type { Bridge } from "../bridge.ts";
import type { WidgetContext } from "../context.ts";
import { createLive } from "../listeners.ts";

const longestLine = 2_000;

type SystemArea = Pick<WidgetContext, "storage" | "net" | "clipboard" | "download" | "notify" | "feeds" | "permissions" | "log">;

/** What the device and other widgets offer. */
export const createSystemArea = (bridge: Bridge, welcome: Welcome): SystemArea => {
  const granted = createLive<ReadonlySet<Permission>>(new Set(welcome.granted), bridge.report);
  bridge.on("permissions.changed", ({ granted: all }) => granted.set(new Set(all)));
  const write = (level: "debug" | "warn" | "error") => (text: string) =>
    bridge.tell("log.write", { level, text: text.slice(0, longestLine) });
  return {
    storage: {
      async get(key) {
        const { value } = await bridge.call("storage.get", { key });
        return value;
      },
      async set(key, value) {
        await bridge.call("storage.set", { key, value });
      },
    },
    net: { fetch: (request, until) => bridge.call("net.fetch", request, until) },
    clipboard: {
      async write(text) {
        await bridge.call("clipboard.write", { text });
      },
    },
    async download(file) {
      await bridge.call("download.save", file);
    },
    notify: (text) => bridge.tell("notification.show", { text }),
    feeds: {
      publish: (feed, item) => bridge.tell("feed.publish", { feed, item }),
      use: (feed) => bridge.stream("feed.use", { feed }),
    },
    permissions: {
      granted,
      async request(permissions) {
        const answer = await bridge.call("permissions.request", { permissions: [...permissions] });
        return new Set(answer.granted);
      },
    },
    log: { debug: write("debug"), warn: write("warn"), error: write("error") },
  };
};
