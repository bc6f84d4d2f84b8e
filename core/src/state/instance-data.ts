import type { WidgetOffer } from "@tfx/protocol/widgets";
import type { LogEntry, PlainValue, StatePart, Summary } from "@tfx/protocol/widgets";
import { createEmitter } from "../emitter.ts";
import { SharedDocument } from "./shared-document.ts";
import { isLater, SharedValues, type Stamp, type StampedValue } from "./shared-values.ts";
import { SignedLog, type VerifiedEntry } from "./signed-log.ts";
import { stateLimits } from "./state-limits.ts";
import { isNew, isOld, isPast, type StateVerdict } from "./state-verdict.ts";

/** What a widget is told of its state; documents only of what others wrote. */
export interface InstanceEvents {
  readonly document: { readonly doc: string; readonly update: Uint8Array };
  readonly value: { readonly key: string; readonly value: PlainValue };
  readonly entry: { readonly log: string; readonly entry: LogEntry };
}

/** Lines of an instance for those without its widget. */
export interface StampedSummary extends Stamp {
  readonly lines: Summary;
}

/** How a limit is applied: as it is to oneself, with slack to others. */
export type Stretch = (limit: number) => number;

/** Everything that is kept for one running instance. Changes are told to whoever listens, in the order they are taken. */
export class InstanceData {
  readonly events = createEmitter<InstanceEvents>();
  readonly values = new SharedValues();
  readonly #documents = new Map<string, SharedDocument>();
  readonly #logs = new Map<string, SignedLog>();
  #limits: ReadonlyMap<string, number> | undefined;
  #summary: StampedSummary | undefined;

  get documents(): ReadonlyMap<string, SharedDocument> {
    return this.#documents;
  }

  get logs(): ReadonlyMap<string, SignedLog> {
    return this.#logs;
  }

  get summary(): StampedSummary | undefined {
    return this.#summary;
  }

  /** At most this many bytes. */
  get bytes(): number {
    const all = [...this.#documents.values(), ...this.#logs.values()];
    return all.reduce((sum, { bytes }) => sum + bytes, this.values.bytes);
  }

  /** Keeps documents to the limits of the manifest from now on. */
  limit(documents: WidgetOffer["documents"]): void {
    this.#limits = new Map(documents.map(({ name, maxBytes }) => [name, maxBytes]));
  }

  /** A document; undefined where there are too many. */
  openDocument(name: string): SharedDocument | undefined {
    const known = this.#documents.get(name);
    if (known !== undefined || this.#documents.size >= stateLimits.documentsPerInstance) return known;
    const made = new SharedDocument();
    this.#documents.set(name, made);
    return made;
  }

  putDocument(body: InstanceEvents["document"], { stretch, tell }: { stretch: Stretch; tell: boolean }): StateVerdict {
    const limit = this.#limits === undefined ? stateLimits.largestDocument : (this.#limits.get(body.doc) ?? stateLimits.document);
    const verdict = this.openDocument(body.doc)?.apply(body.update, stretch(limit)) ?? isPast(stateLimits.documentsPerInstance);
    if (verdict.kind === "new" && tell) this.events.emit("document", body);
    return verdict;
  }

  putValue(value: StampedValue, stretch: Stretch): StateVerdict {
    const verdict = this.values.put(value, stretch(stateLimits.valuesPerInstance));
    if (verdict.kind === "new") this.events.emit("value", { key: value.key, value: value.value });
    return verdict;
  }

  openLog(name: string): SignedLog | undefined {
    const known = this.#logs.get(name);
    if (known !== undefined || this.#logs.size >= stateLimits.logsPerInstance) return known;
    const made = new SignedLog();
    this.#logs.set(name, made);
    return made;
  }

  putEntry(log: string, entry: VerifiedEntry, stretch: Stretch): StateVerdict {
    const limits = { entries: stretch(stateLimits.entriesPerLog), bytes: stretch(stateLimits.log) };
    const verdict = this.openLog(log)?.add(entry, limits) ?? isPast(stateLimits.logsPerInstance);
    if (verdict.kind === "new") this.events.emit("entry", { log, entry: entry.entry });
    return verdict;
  }

  putSummary(summary: StampedSummary): StateVerdict {
    if (this.#summary !== undefined && !isLater(summary, this.#summary)) return isOld;
    this.#summary = summary;
    return isNew;
  }

  /** Values, logs and summary as they are handed on. */
  toPart(instance: string): Extract<StatePart, { part: "instance" }> {
    const logs = [...this.#logs].map(([log, { entries }]) => ({ log, entries: entries.map(({ signed }) => signed) }));
    return { part: "instance", instance, summary: this.#summary, values: [...this.values.list()], logs };
  }

  /** Frees what the documents hold. */
  destroy(): void {
    for (const document of this.#documents.values()) document.destroy();
  }
}
