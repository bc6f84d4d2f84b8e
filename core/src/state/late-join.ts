import { effect, signal, untracked, type ReadonlySignal } from "@preact/signals-core";
import type { ParticipantId } from "@tfx/protocol";
import { stateTopics } from "@tfx/protocol/widgets";
import { Allowance } from "../allowance.ts";
import { randomId } from "../random-id.ts";
import { reportBug } from "../report-bug.ts";
import { PartTransfer, type ArrivedPart } from "./part-transfer.ts";
import type { DocumentVectors, RoomData } from "./room-data.ts";
import type { StateIntake } from "./state-intake.ts";
import type { StateRoom } from "./state-port.ts";
import { planSync } from "./sync-plan.ts";
import { untilPresent } from "./until-present.ts";

interface LateJoinOptions {
  readonly room: StateRoom;
  readonly data: RoomData;
  readonly intake: StateIntake;
  /** Resolves to whether something was restored, once what was kept is back. */
  readonly ready: Promise<boolean>;
  readonly life: AbortSignal;
}

/** Who was asked has so long to begin, and for each piece of a long answer. */
const answerWithinMs = 3_000;
/** Widgets start by then, however slowly somebody answers. */
const longestWaitMs = 30_000;
const askRate = { burst: 6, perSecond: 0.2 };
/** Parts that nobody asked for: somebody who came back tells what was under way, once. */
const unaskedRate = { burst: 640, perSecond: 1 };

/**
 * Gets everything from those who are there longest, and gives it to those who come. Somebody who comes back
 * with a snapshot also tells the others what they had not yet got when the page went.
 */
export class LateJoin {
  readonly #options: LateJoinOptions;
  readonly #synced = signal(false);
  readonly #ask;
  readonly #transfer: PartTransfer;
  readonly #asked = new Map<ParticipantId, string>();
  readonly #silent = new Set<ParticipantId>();
  readonly #patience = new Map<ParticipantId, ReturnType<typeof setTimeout>>();
  readonly #answered = new Map<ParticipantId, boolean>();
  readonly #complete = new Map<ParticipantId, boolean>();
  readonly #allowances = new Map<ParticipantId, { readonly ask: Allowance; readonly unasked: Allowance }>();
  /** Parts of one sender are taken in one after the other, whatever has to be waited for. */
  readonly #taking = new Map<ParticipantId, Promise<void>>();
  #restored = false;
  /** Somebody has begun to answer. */
  #isAnswered = false;

  constructor(options: LateJoinOptions) {
    const { room, life } = options;
    this.#options = options;
    this.#transfer = new PartTransfer(room, {
      onPiece: ({ from, transfer }) => {
        if (this.#asked.get(from) !== transfer) return;
        this.#isAnswered = true;
        this.#giveTime(from);
      },
      onPart: (arrived) => this.#queue(arrived),
      life,
    });
    this.#ask = room.topic({ name: "tfx.state.ask", schema: stateTopics["tfx.state.ask"], lane: "bulk" });
    this.#ask.on(({ from, value }) => void this.#answer(from, value).catch(reportBug), { signal: life });
    void this.#start().catch(reportBug);
  }

  /** Everything is here that can be had. */
  get synced(): ReadonlySignal<boolean> {
    return this.#synced;
  }

  async #start(): Promise<void> {
    const { room, life, ready } = this.#options;
    const timers = [
      setTimeout(() => (this.#synced.value ||= !this.#isAnswered), answerWithinMs),
      setTimeout(() => (this.#synced.value = true), longestWaitMs),
    ];
    const clear = (): void => {
      for (const timer of [...timers, ...this.#patience.values()]) clearTimeout(timer);
    };
    this.#restored = await ready;
    if (life.aborted) return clear();
    const stop = effect(() => {
      const present = room.participants.value;
      untracked(() => this.#plan(present.map(({ id }) => id)));
    });
    life.addEventListener(
      "abort",
      () => {
        stop();
        clear();
      },
      { once: true },
    );
  }

  #plan(present: readonly ParticipantId[]): void {
    for (const id of this.#asked.keys()) if (!present.includes(id)) this.#transfer.forget(id);
    if (this.#synced.peek()) return;
    const plan = planSync({ present, asked: new Set(this.#asked.keys()), answered: this.#answered, silent: this.#silent });
    for (const id of plan.ask) this.#askFor(id);
    if (plan.synced) this.#synced.value = true;
  }

  #askFor(id: ParticipantId): void {
    const { data } = this.#options;
    const transfer = randomId();
    this.#asked.set(id, transfer);
    this.#ask.send({ transfer, vectors: data.vectors() }, { to: [id] }).catch(reportBug);
    this.#giveTime(id);
  }

  /** Whoever says nothing for so long is followed by the next. */
  #giveTime(id: ParticipantId): void {
    clearTimeout(this.#patience.get(id));
    const timer = setTimeout(() => {
      this.#silent.add(id);
      this.#plan(this.#options.room.participants.peek().map((participant) => participant.id));
    }, answerWithinMs);
    this.#patience.set(id, timer);
  }

  async #answer(from: ParticipantId, { transfer, vectors }: { transfer: string; vectors: DocumentVectors }): Promise<void> {
    if (!this.#allowance(from).ask.take()) return;
    await this.#options.ready;
    await untilPresent(this.#options.room, from, this.#options.life);
    await this.#transfer.send(this.#options.data.parts(vectors, { synced: this.#synced.peek() }), { to: [from], transfer });
  }

  #allowance(from: ParticipantId): { readonly ask: Allowance; readonly unasked: Allowance } {
    const known = this.#allowances.get(from) ?? { ask: new Allowance(askRate), unasked: new Allowance(unaskedRate) };
    this.#allowances.set(from, known);
    return known;
  }

  #queue(arrived: ArrivedPart): void {
    const before = this.#taking.get(arrived.from) ?? this.#options.ready.then(() => undefined);
    this.#taking.set(arrived.from, before.then(() => this.#take(arrived)).catch(reportBug));
  }

  async #take({ from, transfer, part }: ArrivedPart): Promise<void> {
    const { room, intake } = this.#options;
    const asked = this.#asked.get(from) === transfer;
    if (!asked && !this.#allowance(from).unasked.take()) return;
    if (part !== undefined) await intake.handlePart(from, part, { asked });
    if (!asked) return;
    if (part?.part === "room") {
      this.#complete.set(from, part.synced);
      if (this.#restored) this.#tellRest(part.vectors);
    }
    if (part !== undefined && part.part !== "end") return;
    this.#answered.set(from, part !== undefined && this.#complete.get(from) === true);
    this.#plan(room.participants.peek().map(({ id }) => id));
  }

  /** What was under way when the page went: later edits of the same documents would be of no use without it. */
  #tellRest(known: DocumentVectors): void {
    const { room, data } = this.#options;
    this.#restored = false;
    const to = room.participants.peek().map(({ id }) => id);
    const parts = [...data.partsOf(room.self), ...data.documentParts(known)];
    this.#transfer.send(parts, { to, transfer: randomId() }).catch(reportBug);
  }
}
