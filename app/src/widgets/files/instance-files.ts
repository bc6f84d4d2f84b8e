import { computed } from "@preact/signals";
import type { FileExchange, FileSink } from "@tfx/core/files";
import { TfxError } from "@tfx/protocol";
import type { InstanceServices } from "@tfx/widget-host";
import { onceAborted } from "../../scope/effect-until.ts";
import { liveOf } from "../live-of.ts";
import { openSink } from "./open-sink.ts";

type FileServices = InstanceServices["files"];
type Wanted = Parameters<FileServices["fetch"]>[0];

/** Files of one instance, until it ends; `open` is where fetched ones are saved. */
export const createInstanceFiles = (
  exchange: FileExchange,
  end: AbortSignal,
  open: (file: Wanted) => Promise<FileSink> = openSink,
): FileServices => {
  const own = new Set<string>();
  onceAborted(end, () => own.forEach((id) => exchange.unshare(id)));
  return {
    share: (file, options) => {
      if (end.aborted) throw new TfxError("widget/stopped");
      const shared = exchange.share(file, options);
      own.add(shared.id);
      return shared;
    },
    unshare: (id) => {
      if (own.has(id)) exchange.unshare(id);
    },
    sending: liveOf(computed(() => exchange.sending.value.filter(({ id }) => own.has(id)))),
    fetch: async (file, { signal, onProgress }) => {
      onProgress({ state: "choosing", bytes: 0, bytesPerSecond: 0 });
      const sink = await open(file);
      await exchange.fetch(file, { sink, signal: AbortSignal.any([signal, end]), onProgress });
    },
  };
};
