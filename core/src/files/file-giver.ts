import { fileLimits, safeFileName, TfxError, type FileAsk, type FileGive, type ParticipantId } from "@tfx/protocol";
import type { Sending, SharedFile } from "@tfx/protocol/widgets";
import { Allowance } from "../allowance.ts";
import type { LinkState } from "../link/peer-link.ts";
import { randomId } from "../random-id.ts";
import { FileRun } from "./file-run.ts";
import { openSendPlan } from "./send-plan.ts";
import { SharedBlob } from "./shared-blob.ts";
import { Slots } from "./slots.ts";

/** What a person lets others fetch: with a name, and for all or only some of them. */
export interface ShareOptions {
  readonly name: string;
  readonly to?: readonly ParticipantId[] | undefined;
}

/** What the giving side needs. */
export interface FileGiverPorts {
  readonly give: (message: FileGive, to: ParticipantId) => Promise<void>;
  readonly link: (person: ParticipantId) => LinkState | undefined;
  /** {@link FileGiver.list} is not what it was. */
  readonly onChange: () => void;
}

/** Files that one person may fetch from here at once; a page that reloaded leaves some behind until they are missed. */
const maxRunsOfPerson = 8;
/** How often one person may ask anew; what is past it is not heard. */
const asksOfPerson = { burst: 20, perSecond: 5 } as const;
/** Silence over a working link after which a run is given up. */
const missedAfterMs = 60_000;
/** How many fetches that are over are remembered. */
const keptSteps = 256;

interface Guest {
  readonly asks: Allowance;
  readonly slots: Slots;
  readonly runs: Map<string, { readonly run: FileRun; silentMs: number }>;
}

/** Shares files and sends what is asked for, as much at once as keeps the memory bounded, whoever asks. */
export class FileGiver {
  readonly #ports: FileGiverPorts;
  readonly #shared = new Map<string, SharedBlob>();
  readonly #guests = new Map<ParticipantId, Guest>();
  /** The latest of each file and person. */
  readonly #steps = new Map<string, Sending>();

  constructor(ports: FileGiverPorts) {
    this.#ports = ports;
  }

  /** @throws {TfxError} widget/quota */
  share(file: Blob, { name, to }: ShareOptions): SharedFile {
    if (this.#shared.size >= fileLimits.maxShared) throw new TfxError("widget/quota", { limit: fileLimits.maxShared });
    const facts = { id: randomId(), name: safeFileName(name), type: file.type.slice(0, 128), size: file.size };
    this.#shared.set(facts.id, new SharedBlob(facts, { file, to }));
    return facts;
  }

  unshare(id: string): void {
    if (!this.#shared.delete(id)) return;
    for (const { run } of this.#runs()) if (run.file.facts.id === id) run.refuse("gone");
  }

  /** Who fetches what, those that are over among them. */
  list(): readonly Sending[] {
    for (const { run } of this.#runs()) this.#keep(run.progress);
    return [...this.#steps.values()];
  }

  handle(from: ParticipantId, ask: FileAsk): void {
    const guest = this.#guestOf(from);
    if (ask.op === "open") return this.#open(from, { guest, ask });
    const found = guest.runs.get(ask.run);
    if (found === undefined) return;
    found.silentMs = 0;
    if (ask.op === "more") found.run.handleMore(ask);
    else found.run.close(ask.whole);
    if (found.run.isOver) this.#end(guest, ask.run);
  }

  /** Looks after runs whose other side has left, broken off or fallen silent. */
  tick(ms: number): void {
    for (const [person, guest] of this.#guests) {
      const link = this.#ports.link(person);
      for (const [id, entry] of guest.runs) {
        const isConnected = link === "connected";
        entry.silentMs = isConnected ? entry.silentMs + ms : 0;
        if (link === undefined || entry.silentMs > missedAfterMs) entry.run.close(false);
        else entry.run.pause(!isConnected);
        if (entry.run.isOver) this.#end(guest, id);
      }
      if (link === undefined) this.#guests.delete(person);
    }
  }

  /** Whether anybody is fetching anything. */
  get isBusy(): boolean {
    return [...this.#guests.values()].some(({ runs }) => runs.size > 0);
  }

  #open(from: ParticipantId, { guest, ask }: { guest: Guest; ask: Extract<FileAsk, { op: "open" }> }): void {
    if (!guest.asks.take()) return;
    const known = guest.runs.get(ask.run);
    if (known !== undefined && known.run.file.facts.id === ask.file) {
      known.silentMs = 0;
      return known.run.reopen(ask);
    }
    const give = (message: FileGive) => this.#ports.give(message, from);
    const refuse = (why: "gone" | "changed" | "busy") => void give({ op: "refuse", run: ask.run, attempt: ask.attempt, why });
    const file = this.#shared.get(ask.file);
    const plan = openSendPlan(ask);
    if (file?.isFor(from) !== true) return refuse("gone");
    if (plan === undefined || ask.size !== file.facts.size) return refuse("changed");
    if (known !== undefined || guest.runs.size >= maxRunsOfPerson) return refuse("busy");
    const run = new FileRun({ peer: from, run: ask.run, file, slots: guest.slots, give, onChange: () => this.#ports.onChange() }, plan);
    guest.runs.set(ask.run, { run, silentMs: 0 });
    this.#ports.onChange();
  }

  #end(guest: Guest, id: string): void {
    const found = guest.runs.get(id);
    if (found !== undefined) this.#keep(found.run.progress);
    guest.runs.delete(id);
    this.#ports.onChange();
  }

  #keep(step: Sending): void {
    const key = `${step.id} ${step.to}`;
    this.#steps.delete(key);
    this.#steps.set(key, step);
    for (const oldest of this.#steps.keys()) {
      if (this.#steps.size <= keptSteps) return;
      this.#steps.delete(oldest);
    }
  }

  *#runs(): Generator<{ readonly run: FileRun }> {
    for (const { runs } of this.#guests.values()) yield* runs.values();
  }

  #guestOf(person: ParticipantId): Guest {
    const known = this.#guests.get(person);
    if (known !== undefined) return known;
    const guest = { asks: new Allowance(asksOfPerson), slots: new Slots(fileLimits.windowBlocks), runs: new Map() };
    this.#guests.set(person, guest);
    return guest;
  }
}
