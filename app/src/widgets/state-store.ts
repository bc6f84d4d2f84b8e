import type { ResumeStore } from "@tfx/core";
import type { RoomStateOptions } from "@tfx/core/state";

/** A tab's storage holds about 5 MB of text, which is 3.7 MB of bytes; some is left for others. */
const maxSnapshotBytes = 3 * 1024 * 1024;

const encode = (bytes: Uint8Array): string => {
  let binary = "";
  for (let start = 0; start < bytes.length; start += 0x2000) binary += String.fromCharCode(...bytes.subarray(start, start + 0x2000));
  return btoa(binary);
};

const decode = (text: string): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

/** Keeps the shared state of a room through a reload of the tab, where the tab may keep anything. */
export const openStateStore = (tab: ResumeStore | undefined, room: string): Pick<RoomStateOptions, "store" | "maxSnapshotBytes"> => {
  if (tab === undefined) return {};
  const key = `tfx.state.${room}`;
  const store = {
    load: () => {
      const text = tab.getItem(key);
      return Promise.resolve(text === null ? undefined : decode(text));
    },
    save: (bytes: Uint8Array) => Promise.resolve(tab.setItem(key, encode(bytes))),
  };
  return { store, maxSnapshotBytes };
};
