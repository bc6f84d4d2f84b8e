import type { z } from "zod";
import type { LiveStream } from "../stream/live-stream.ts";
import type { StreamBus } from "../stream/stream-bus.ts";

/** Why nothing more may be written: the disk is full, or the stream has used its share of it. */
export type DiskShortage = "disk" | "share";

/** How an output is doing, in words that an operator reads. */
export interface OutputReport {
  /** `waiting`: for a publisher; `retrying`: its target does not answer; `failed`: it gave up; `ended`: it was stopped. */
  readonly state: "waiting" | "running" | "retrying" | "failed" | "ended";
  readonly detail?: string | undefined;
  readonly writtenBytes?: number | undefined;
}

/** What an output is given beside its bus. */
export interface OutputContext {
  readonly stream: string;
  /** Unique among all outputs, and the same again after a crash of the process. */
  readonly id: string;
  /** For those that need more than the bus, such as sound as it was published. */
  readonly live: LiveStream;
  /** Says how the output is doing, whenever that changes. */
  report(report: OutputReport): void;
  /** The folder for files; undefined when none may be written. */
  readonly folder: string | undefined;
  /** Why nothing more may be written, given that so many bytes will be needed at the end; undefined while there is room. */
  shortage(reserveBytes: number): DiskShortage | undefined;
  /** Something went wrong that only the operator should hear of. */
  trouble(error: unknown): void;
}

/** An output at work; it hears its stream until it is closed. */
export interface Output {
  /** Finishes what it writes. May be called twice. */
  close(): void | Promise<void>;
}

/** A kind of output that can be started for a stream by name: push, recording and the like. It runs beside the publisher. */
export interface OutputKind<Params = unknown> {
  readonly name: string;
  /** One sentence for the API's document. */
  readonly about: string;
  readonly params: z.ZodType<Params>;
  /** Whoever publishes the stream may start it; others are for the operator alone, such as what reaches other hosts. */
  readonly forPublishers?: boolean;
  open(bus: StreamBus, params: Params, context: OutputContext): Output;
}

/** A kind whose parameters were forgotten by the types: they are checked before it is opened. */
export interface AnyOutputKind {
  readonly name: string;
  readonly about: string;
  readonly params: z.ZodType;
  readonly forPublishers?: boolean | undefined;
  /** Undefined when the parameters are wrong. */
  open(bus: StreamBus, params: unknown, context: OutputContext): Output | undefined;
}

/** Makes a kind fit for the table of kinds. */
export const outputKind = <Params>(kind: OutputKind<Params>): AnyOutputKind => ({
  name: kind.name,
  about: kind.about,
  params: kind.params,
  forPublishers: kind.forPublishers,
  open(bus, given, context) {
    const parsed = kind.params.safeParse(given);
    return parsed.success ? kind.open(bus, parsed.data, context) : undefined;
  },
});
