import { signal, type ReadonlySignal } from "@preact/signals";
import type { JsonStore, ServerChange } from "@tfx/app";
import { z } from "zod";
import { checkServer } from "./check-server.ts";
import { serverOrigin } from "./server-origin.ts";

const key = "server";
const knownKey = "known-servers";
const origin = z.string().refine((text) => serverOrigin(text) === text);
const knownOrigins = z.array(origin).max(50).catch([]);

/** The server for new calls, and those that the person has said yes to. */
export interface ServerSetting {
  readonly origin: ReadonlySignal<string>;
  /** Whether links of this server open without a question: it is the own one, or was confirmed before. */
  isKnown(server: string): boolean;
  /** The person said yes to this server. */
  confirm(server: string): Promise<void>;
  /** Uses another server for new calls, if one answers there. */
  change(typed: string): Promise<ServerChange>;
}

/** Reads the setting; it is complete once this resolves, and follows other pages. */
export const openServerSetting = async (store: JsonStore): Promise<ServerSetting> => {
  const read = (stored: unknown): string => origin.safeParse(stored).data ?? import.meta.env.TFX_SERVER;
  const current = signal(read(await store.get(key)));
  let known: readonly string[] = knownOrigins.parse(await store.get(knownKey));
  store.onChanged(key, (stored) => {
    current.value = read(stored);
  });
  store.onChanged(knownKey, (stored) => {
    known = knownOrigins.parse(stored);
  });
  return {
    origin: current,
    isKnown: (server) => server === current.peek() || known.includes(server),
    confirm: async (server) => {
      known = [...new Set([server, ...known])].slice(0, 50);
      await store.set(knownKey, known);
    },
    change: async (typed) => {
      const wanted = serverOrigin(typed);
      if (wanted === undefined) return "invalid";
      const state = await checkServer(wanted);
      if (state !== "ready") return state === "silent" ? "unreachable" : "invalid";
      current.value = wanted;
      await store.set(key, wanted);
      return "changed";
    },
  };
};
