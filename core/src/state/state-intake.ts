import type { ParticipantId } from "@tfx/protocol";
import type { StateOperation, StatePart, WidgetOffer } from "@tfx/protocol/widgets";
import { Allowance } from "../allowance.ts";
import { HeldEdits } from "./held-edits.ts";
import type { KeyRing } from "./key-ring.ts";
import type { Quarantine, QuarantineReason } from "./quarantine.ts";
import type { RoomData } from "./room-data.ts";
import { encodePlain } from "./shared-values.ts";
import { openEntry, type EntryPlace } from "./signed-log.ts";
import { stateLimits, withSlack } from "./state-limits.ts";
import type { StateVerdict } from "./state-verdict.ts";

/** What takes in the state that others send. */
export interface StateIntakeOptions {
  readonly data: RoomData;
  readonly keys: KeyRing;
  readonly quarantine: Quarantine;
  /** Who may stop what only the host may stop. */
  readonly host: () => ParticipantId | null;
}

type Operation<O extends StateOperation["op"]> = Extract<StateOperation, { op: O }>;
type Part<P extends StatePart["part"]> = Extract<StatePart, { part: P }>;
type SignedEntries = Part<"instance">["logs"][number]["entries"];

const mostEarly = 1_024;
const operationRate = { burst: 6_000, perSecond: 1_000 };

/** The border to the others: everything they send is checked here, and whoever breaks the rules is shut out. */
export class StateIntake {
  readonly #options: StateIntakeOptions;
  readonly #allowances = new Map<ParticipantId, Allowance>();
  /** Who stopped instances that are not known here yet. */
  readonly #early = new Map<string, Set<ParticipantId>>();
  /** Edits that came before what they stand on; undefined once that is here. */
  #held: HeldEdits | undefined = new HeldEdits();

  constructor(options: StateIntakeOptions) {
    this.#options = options;
  }

  /** Takes what somebody did. Resolves when signatures have been checked too. */
  async handleOperations(from: ParticipantId, operations: readonly StateOperation[]): Promise<void> {
    const allowance = this.#allowances.get(from) ?? new Allowance(operationRate);
    this.#allowances.set(from, allowance);
    const checks: Promise<void>[] = [];
    for (const operation of operations) {
      const instance = operation.op === "start" ? operation.offer.instance : operation.instance;
      if (!allowance.take()) this.#shutOut(from, instance, "quota");
      if (this.#options.quarantine.holds(from, instance) || !this.#seeClock(from, operation)) continue;
      if (operation.op === "entry") checks.push(this.#takeEntries(from, operation, { entries: [operation.entry], asked: false }));
      else this.#take(from, operation);
    }
    await Promise.all(checks);
  }

  /** What was there before is here now: edits that came meanwhile are put in, and later ones at once. */
  endWait(): void {
    const held = this.#held;
    this.#held = undefined;
    for (const { from, edit } of held?.list() ?? [])
      if (!this.#options.quarantine.holds(from, edit.instance)) this.#takeDocument(from, edit);
  }

  /** Takes what somebody hands on: of itself and of others. Running instances only when it was asked for them. */
  async handlePart(from: ParticipantId, part: StatePart, { asked }: { asked: boolean }): Promise<void> {
    if (part.part === "room" && asked) this.#takeRoom(part);
    if (part.part === "document" && !this.#options.quarantine.holds(from, part.instance)) this.#takeDocument(from, part);
    if (part.part === "instance" && !this.#options.quarantine.holds(from, part.instance)) await this.#takeInstance(from, part, asked);
  }

  #take(from: ParticipantId, operation: Exclude<StateOperation, Operation<"entry">>): void {
    const { data } = this.#options;
    if (operation.op === "start") this.#takeStart(from, operation.offer);
    if (operation.op === "stop") this.#takeStop(from, operation.instance);
    if (operation.op === "summary") data.summarize(operation.instance, { lines: operation.lines, clock: operation.clock, by: from });
    if (operation.op === "value") this.#takeValue(from, operation.instance, { ...operation, by: from });
    if (operation.op !== "document") return;
    if (operation.update.length > stateLimits.update) return this.#shutOut(from, operation.instance, "quota");
    if (this.#held?.hold(from, operation) !== true) this.#takeDocument(from, operation);
  }

  /** An early start would come before those of others, and be the one that is joined. */
  #takeStart(from: ParticipantId, offer: Operation<"start">["offer"]): void {
    const { startedWithinMs: within } = stateLimits;
    const startedAt = Math.min(Math.max(offer.startedAt, Date.now() - within), Date.now() + within);
    this.#startOrStop({ ...offer, startedBy: from, startedAt });
  }

  /** A stop may be here before the start that it ends; whether its sender may is known only then. */
  #takeStop(from: ParticipantId, instance: string): void {
    const { data } = this.#options;
    const offer = data.offer(instance);
    if (offer !== undefined) return this.#mayStop(from, offer) ? data.stop(instance) : undefined;
    const stops = this.#early.get(instance) ?? new Set();
    if (stops.size > 0 || this.#early.size < mostEarly) this.#early.set(instance, stops.add(from));
  }

  #startOrStop(offer: WidgetOffer): void {
    const { data } = this.#options;
    const early = this.#early.get(offer.instance);
    this.#early.delete(offer.instance);
    data.start(offer);
    if (early !== undefined && [...early].some((from) => this.#mayStop(from, offer))) data.stop(offer.instance);
  }

  #takeRoom({ offers, stopped, clock }: Part<"room">): void {
    const { data } = this.#options;
    if (data.clock.allows(clock)) data.clock.see(clock);
    for (const instance of stopped) data.stop(instance);
    for (const offer of offers) this.#startOrStop(offer);
  }

  #takeDocument(from: ParticipantId, { instance, name, update }: Pick<Part<"document">, "instance" | "name" | "update">): void {
    const kept = this.#options.data.instance(instance);
    if (kept === undefined || !this.#hasRoom(from, instance, update.length)) return;
    this.#judge(from, instance, kept.putDocument({ doc: name, update }, { stretch: withSlack, tell: true }));
  }

  #takeValue(from: ParticipantId, instance: string, { key, value, clock, by }: Part<"instance">["values"][number]): void {
    const kept = this.#options.data.instance(instance);
    if (kept === undefined || !this.#hasRoom(from, instance, encodePlain(value)?.length ?? 0)) return;
    this.#judge(from, instance, kept.putValue({ key, value, clock, by }, withSlack));
  }

  async #takeInstance(from: ParticipantId, { instance, summary, values, logs }: Part<"instance">, asked: boolean): Promise<void> {
    const { data, quarantine } = this.#options;
    if (summary !== undefined && (asked || summary.by === from) && this.#allows(from, instance, summary.clock))
      data.summarize(instance, summary);
    for (const value of values) {
      if (quarantine.holds(from, instance) || !this.#allows(from, instance, value.clock)) return;
      if (!asked && value.by !== from) return this.#shutOut(from, instance, "forged");
      this.#takeValue(from, instance, value);
    }
    for (const { log, entries } of logs) await this.#takeEntries(from, { instance, log }, { entries, asked });
  }

  /**
   * Unasked, an entry is its sender's own. Handed on, it is whose key and signature say it is; one whose key
   * is another than the author's is left out, but may come from somebody honest: the author, too, has another
   * key after a reload without a store.
   */
  async #takeEntries(
    from: ParticipantId,
    place: EntryPlace,
    { entries, asked }: { entries: SignedEntries; asked: boolean },
  ): Promise<void> {
    const { data, keys, quarantine } = this.#options;
    const { instance, log } = place;
    // Before any signature is looked at: that is the costly part.
    if (entries.length > withSlack(stateLimits.entriesPerLog)) return this.#shutOut(from, instance, "quota");
    const opened = await Promise.all(entries.map((entry) => openEntry(entry, place)));
    for (const entry of opened) {
      if (quarantine.holds(from, instance)) return;
      const fits = entry !== undefined && keys.accepts(entry.author, entry.signed.key);
      if (entry === undefined || (!asked && (entry.author !== from || !fits))) return this.#shutOut(from, instance, "forged");
      if (!fits) continue;
      const kept = data.instance(instance);
      if (kept === undefined || !this.#allows(from, instance, entry.clock) || !this.#hasRoom(from, instance, entry.signed.body.length))
        return;
      keys.claim(entry.author, entry.signed.key);
      this.#judge(from, instance, kept.putEntry(log, entry, withSlack));
    }
  }

  #mayStop(from: ParticipantId, { stop, startedBy }: WidgetOffer): boolean {
    return stop === "everybody" || startedBy === from || this.#options.host() === from;
  }

  #hasRoom(from: ParticipantId, instance: string, bytes: number): boolean {
    const verdict = this.#options.data.room(from, bytes, withSlack(stateLimits.room));
    if (verdict.kind === "refused") this.#shutOut(from, instance, "quota");
    return verdict.kind !== "refused";
  }

  #seeClock(from: ParticipantId, operation: StateOperation): boolean {
    return operation.op !== "value" && operation.op !== "summary" ? true : this.#allows(from, operation.instance, operation.clock);
  }

  #allows(from: ParticipantId, instance: string, clock: number): boolean {
    const { clock: own } = this.#options.data;
    if (!own.allows(clock)) {
      this.#shutOut(from, instance, "invalid");
      return false;
    }
    own.see(clock);
    return true;
  }

  #judge(from: ParticipantId, instance: string, verdict: StateVerdict): void {
    if (verdict.kind === "new") this.#options.data.touch();
    if (verdict.kind === "refused") this.#shutOut(from, instance, verdict.code === "widget/quota" ? "quota" : "invalid");
  }

  #shutOut(participant: ParticipantId, instance: string, reason: QuarantineReason): void {
    this.#options.quarantine.put({ participant, instance, reason });
  }
}
