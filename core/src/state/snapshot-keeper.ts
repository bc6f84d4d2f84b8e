import type { ParticipantId } from "@tfx/protocol";
import { reportBug } from "../report-bug.ts";
import type { RoomData } from "./room-data.ts";
import type { SessionKey } from "./session-key.ts";
import { encodeSnapshot } from "./snapshot.ts";
import type { StateStore } from "./state-port.ts";

interface SnapshotKeeperOptions {
  readonly self: ParticipantId;
  readonly data: RoomData;
  readonly key: Promise<SessionKey>;
  readonly store: StateStore;
  readonly maxBytes: number;
  readonly life: AbortSignal;
}

const saveAfterMs = 1_500;

/** Keeps a snapshot a moment behind what happens. */
export class SnapshotKeeper {
  readonly #options: SnapshotKeeperOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> = Promise.resolve();

  constructor(options: SnapshotKeeperOptions) {
    this.#options = options;
    options.data.on("changed", () => (this.#timer ??= setTimeout(() => void this.save(), saveAfterMs)), { signal: options.life });
    options.life.addEventListener("abort", () => clearTimeout(this.#timer), { once: true });
  }

  /** Saves now; saves follow one another. A store that refuses is reported and tried again at the next change. */
  save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#saving = this.#saving.then(() => this.#write()).catch(reportBug);
    return this.#saving;
  }

  async #write(): Promise<void> {
    const { self, data, key, store, maxBytes } = this.#options;
    await store.save(await encodeSnapshot({ self, key: await key, parts: data.parts([], { synced: true }) }, maxBytes));
  }
}
