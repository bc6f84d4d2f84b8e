import {
  clientCalls,
  clientMessages,
  type CallAnswer,
  type ClientCall,
  type ClientMessage,
  type ErrorCode,
  type MessageBody,
} from "@tfx/protocol";
import type { z } from "zod";
import { refuse, type Refusal } from "../rooms/refusal.ts";
import type { CallHandlers, CheckedParams } from "./calls.ts";
import type { Connection } from "./connection.ts";
import { isAck, isSealedSignal } from "./quick-check.ts";
import { refusalOf } from "./refusal-of.ts";
import { departed, relayAck, relaySignal, type Relayed } from "./relay.ts";

type Ack = (answer: CallAnswer) => void;

interface Arrival {
  readonly connection: Connection;
  readonly params: unknown;
  readonly ack: Ack | undefined;
}

/** What is counted of messages and refusals. */
export interface DispatchCounters {
  relayed: number;
  dropped: number;
  countRefusal(code: ErrorCode): void;
}

/** What the dispatch stands on. */
export interface DispatchOptions {
  readonly calls: CallHandlers;
  readonly counters: DispatchCounters;
  readonly now: () => number;
  readonly onError: (error: unknown, call: string) => void;
}

/** Takes one event of a client, whatever it is called and whatever it carries. */
export type Dispatch = (connection: Connection, name: unknown, args: readonly unknown[]) => void;

/** Codes that a client of ours never gets in its ordinary course. */
const hostileCodes = new Set<ErrorCode>([
  "protocol/invalid",
  "protocol/too-large",
  "protocol/unknown-call",
  "rate/limited",
  "room/not-joined",
  "room/unknown-participant",
  "signal/plain-refused",
]);

const callSchemas: { readonly [C in ClientCall]: { readonly params: z.ZodType<CheckedParams<C>> } } = clientCalls;
const messageSchemas: { readonly [M in ClientMessage]: z.ZodType<MessageBody<M>> } = clientMessages;

const unknownCall = refuse("protocol/unknown-call", {});
const internal = refuse("internal", {});

/**
 * Makes the one entrance for everything that clients send: names are looked up in a Map made from the
 * protocol's tables, what is wrong gets a code, and who is wrong too often is disconnected.
 */
export const createDispatch = (options: DispatchOptions): Dispatch => {
  const table = new Map<unknown, (arrival: Arrival) => void>([
    ...(Object.keys(clientCalls) as ClientCall[]).map((name) => [name, createCallEntry(name, options.calls[name], options)] as const),
    ["signal.send", createMessageEntry({ name: "signal.send", isClearlyRight: isSealedSignal, relay: relaySignal }, options)],
    ["signal.ack", createMessageEntry({ name: "signal.ack", isClearlyRight: isAck, relay: relayAck }, options)],
  ]);
  return (connection, name, args) => {
    const last = args[args.length - 1];
    const ack = typeof last === "function" ? (last as Ack) : undefined;
    const arrival = { connection, params: args[0], ack };
    const { waitMs } = connection.guard;
    const entry = table.get(name);
    if (waitMs > 0) return answerRefusal(arrival, { name, refusal: refuse("rate/limited", { retryAfterMs: waitMs }) }, options);
    if (entry === undefined) return answerRefusal(arrival, { name, refusal: unknownCall }, options);
    if (args.length !== (ack === undefined ? 1 : 2)) return answerRefusal(arrival, { name, refusal: wrongArguments(name) }, options);
    try {
      entry(arrival);
    } catch (error) {
      // A bug must not become an uncaught exception: everybody's calls hang on this process.
      options.onError(error, toldName(name));
      answerRefusal(arrival, { name, refusal: internal }, options);
    }
  };
};

const createCallEntry = <C extends ClientCall>(name: C, run: CallHandlers[C], options: DispatchOptions) => {
  const schema = callSchemas[name].params;
  return (arrival: Arrival): void => {
    const { connection, params, ack } = arrival;
    if (ack === undefined) return answerRefusal(arrival, { name, refusal: wrongArguments(name) }, options);
    const retryAfterMs = connection.takeCall(options.now());
    if (retryAfterMs > 0) return answerRefusal(arrival, { name, refusal: refuse("rate/limited", { retryAfterMs }) }, options);
    const parsed = schema.safeParse(params);
    if (!parsed.success) return answerRefusal(arrival, { name, refusal: refusalOf(name, parsed.error, params) }, options);
    connection.enqueue(async () => {
      try {
        const outcome = await run(connection, parsed.data);
        if (outcome.ok) ack(outcome);
        else answerRefusal(arrival, { name, refusal: outcome }, options);
      } catch (error) {
        options.onError(error, name);
        answerRefusal(arrival, { name, refusal: internal }, options);
      }
    });
  };
};

interface MessageKind<M extends ClientMessage> {
  readonly name: M;
  readonly isClearlyRight: (params: unknown) => params is MessageBody<M>;
  readonly relay: (connection: Connection, body: MessageBody<M>) => Relayed;
}

const createMessageEntry = <M extends ClientMessage>({ name, isClearlyRight, relay }: MessageKind<M>, options: DispatchOptions) => {
  const schema = messageSchemas[name];
  const finish = (arrival: Arrival, relayed: Relayed): void => {
    if (relayed === "sent") options.counters.relayed += 1;
    else if (relayed === "dropped") options.counters.dropped += 1;
    else return answerRefusal(arrival, { name, refusal: relayed }, options);
    arrival.ack?.({ ok: true, value: {} });
  };
  return (arrival: Arrival): void => {
    const { connection, params } = arrival;
    if (isClearlyRight(params)) return finish(arrival, relay(connection, params));
    const parsed = schema.safeParse(params);
    if (parsed.success) finish(arrival, relay(connection, parsed.data));
    else answerRefusal(arrival, { name, refusal: refusalOf(name, parsed.error, params) }, options);
  };
};

const wrongArguments = (name: unknown): Refusal => refuse("protocol/invalid", { call: toldName(name) });

/** Only what looks like a name of ours is repeated to who sent it. */
const toldName = (name: unknown): string => (typeof name === "string" && /^[\w.]{1,64}$/.test(name) ? name : "");

const answerRefusal = (
  { connection, ack }: Arrival,
  { name, refusal }: { name: unknown; refusal: Refusal },
  { counters, now }: DispatchOptions,
): void => {
  const { code, details } = refusal;
  counters.countRefusal(code);
  if (ack !== undefined) ack(refusal);
  else connection.emit("message.refused", { message: toldName(name), code, details });
  if (!hostileCodes.has(code) || refusal === departed) return;
  if (connection.takeRefusal(now())) connection.close("refusals");
};
