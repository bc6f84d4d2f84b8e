import type { Sending } from "@tfx/protocol/widgets";
import type { Bridge } from "../bridge.ts";
import type { WidgetContext } from "../context.ts";
import { createLive } from "../listeners.ts";

/** Files of any size. */
export const createFilesArea = (bridge: Bridge): Pick<WidgetContext, "files"> => {
  const sending = createLive<readonly Sending[]>([], bridge.report);
  bridge.on("files.sending", (body) => sending.set(body.sending));
  return {
    files: {
      share: (file, { name, to }) => bridge.call("files.share", { file, name, to: to && [...to] }),
      unshare: (id) => bridge.tell("files.unshare", { id }),
      fetch: (file) => bridge.stream("files.fetch", { id: file.id, from: file.from, name: file.name, type: file.type, size: file.size }),
      sending,
    },
  };
};
