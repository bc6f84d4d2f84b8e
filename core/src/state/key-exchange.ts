import { effect } from "@preact/signals-core";
import type { ParticipantId } from "@tfx/protocol";
import { stateTopics } from "@tfx/protocol/widgets";
import { createEmitter } from "../emitter.ts";
import { randomId } from "../random-id.ts";
import { reportBug } from "../report-bug.ts";
import type { KeyRing } from "./key-ring.ts";
import type { SessionKey } from "./session-key.ts";
import type { StateRoom } from "./state-port.ts";

interface KeyExchangeOptions {
  readonly room: StateRoom;
  readonly keys: KeyRing;
  readonly life: AbortSignal;
}

/** Tells everybody the key of this page, over each one's own link, and learns theirs. */
export class KeyExchange {
  readonly #options: KeyExchangeOptions;
  readonly #topic;
  readonly #page = randomId();
  readonly #pages = new Map<ParticipantId, string>();
  readonly #events = createEmitter<{
    /** Another page of a participant speaks for the first time. */
    readonly arrived: { readonly participant: ParticipantId };
    /** A participant was told the key, and can be told the rest. */
    readonly told: { readonly participant: ParticipantId };
  }>();
  #key: SessionKey | undefined;
  readonly on = this.#events.on;

  constructor(options: KeyExchangeOptions) {
    this.#options = options;
    this.#topic = options.room.topic({ name: "tfx.key", schema: stateTopics["tfx.key"], lane: "control" });
    this.#topic.on(
      ({ from, value: { page, key, ask } }) => {
        options.keys.announce(from, key);
        const isNew = this.#pages.get(from) !== page;
        this.#pages.set(from, page);
        if (ask) this.#tell(from, false);
        if (isNew) this.#events.emit("arrived", { participant: from });
      },
      { signal: options.life },
    );
  }

  /** Begins with this key; everybody who is or comes is told. */
  start(key: SessionKey): void {
    this.#key = key;
    this.#options.keys.announce(this.#options.room.self, key.publicKey);
    const told = new Set<ParticipantId>();
    const stop = effect(() => {
      const present = this.#options.room.participants.value.map(({ id }) => id);
      for (const id of present) if (!told.has(id)) this.#tell(id, true);
      for (const id of told) if (!present.includes(id)) this.#pages.delete(id);
      told.clear();
      for (const id of present) told.add(id);
    });
    this.#options.life.addEventListener("abort", stop, { once: true });
  }

  #tell(to: ParticipantId, ask: boolean): void {
    if (this.#key === undefined) return;
    this.#topic.send({ page: this.#page, key: this.#key.publicKey, ask }, { to: [to] }).catch(reportBug);
    this.#events.emit("told", { participant: to });
  }
}
