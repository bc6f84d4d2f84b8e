import type { z } from "zod";
import type { ApiEntry, EntryKind } from "../api-entry.ts";
import { channelApi } from "./channel.ts";
import { filesApi } from "./files.ts";
import { filtersApi } from "./filters.ts";
import { mediaApi } from "./media.ts";
import { roomApi } from "./room.ts";
import { stateApi } from "./state.ts";
import { systemApi } from "./system.ts";
import { uiApi } from "./ui.ts";

/** The whole widget API. Gate, dispatch, types of the guest and the reference page are made from it. */
export const widgetApi = {
  ...roomApi,
  ...channelApi,
  ...stateApi,
  ...mediaApi,
  ...filtersApi,
  ...filesApi,
  ...uiApi,
  ...systemApi,
} as const satisfies Record<string, ApiEntry>;

type Table = typeof widgetApi;

/** Names of the entries of a kind. */
export type EntryName<K extends EntryKind = EntryKind> = { [N in keyof Table]: Table[N]["kind"] extends K ? N : never }[keyof Table];

/** Parameters as a guest gives them: fields with a default may be left out. */
export type EntryInput<N extends EntryName> = z.input<Table[N]["params"]>;
/** Parameters after the check; of an event its body. */
export type EntryParams<N extends EntryName> = z.output<Table[N]["params"]>;
/** The answer of a call, or an item of a stream. */
export type EntryResult<N extends EntryName> = z.output<Table[N]["result"]>;

const entries = new Map<string, ApiEntry>(Object.entries(widgetApi));

/** The entry of a name, which may be anything a hostile guest sends; undefined where there is none. */
export const findEntry = (name: unknown): ApiEntry | undefined => (typeof name === "string" ? entries.get(name) : undefined);

/** All names, for reference page and tests. */
export const entryNames: readonly string[] = [...entries.keys()];
