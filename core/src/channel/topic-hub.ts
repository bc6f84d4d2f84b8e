import { encode } from "@msgpack/msgpack";
import { TfxError, topicEnvelope, topicName, type LaneName, type ParticipantId } from "@tfx/protocol";
import { reportBug } from "../report-bug.ts";
import { laneLimits } from "./lanes.ts";
import { readMessagePack } from "./read-message-pack.ts";
import type { Topic, TopicMessage, TopicOptions } from "./topic.ts";

/** Somebody messages can be sent to. */
export interface TopicReceiver {
  readonly id: ParticipantId;
  send(lane: LaneName, bytes: Uint8Array<ArrayBuffer>, options: { signal?: AbortSignal | undefined }): Promise<boolean>;
}

interface OpenTopic {
  readonly options: TopicOptions<unknown>;
  readonly listeners: Set<(message: TopicMessage<unknown>) => void>;
}

/**
 * Multiplexes topics on lanes: encodes and sizes what goes out, decodes and checks what comes in. What
 * fits no topic, or not its lane or schema, is counted and goes no further.
 */
export class TopicHub {
  readonly #receivers: () => readonly TopicReceiver[];
  readonly #topics = new Map<string, OpenTopic>();
  #refused = 0;

  constructor(receivers: () => readonly TopicReceiver[]) {
    this.#receivers = receivers;
  }

  /** Messages that were dropped because they were wrong. */
  get refused(): number {
    return this.#refused;
  }

  /** Opens a topic; every caller of one name shares it and must name the same lane. */
  topic<T>(options: TopicOptions<T>): Topic<T> {
    const name = topicName.parse(options.name);
    const open = this.#topics.get(name) ?? { options, listeners: new Set() };
    if (open.options.lane !== options.lane) throw new TfxError("topic/invalid", { topic: name });
    this.#topics.set(name, open);
    return {
      name,
      send: async (value, { to, signal } = {}) => {
        const bytes = encodeMessage(options, value);
        const receivers = this.#receivers().filter(({ id }) => to === undefined || to.includes(id));
        await Promise.all(receivers.map((receiver) => receiver.send(options.lane, bytes, { signal })));
        signal?.throwIfAborted();
      },
      on: (listener, { signal } = {}) => {
        const entry = (message: TopicMessage<unknown>) => listener(message as TopicMessage<T>);
        open.listeners.add(entry);
        const undo = () => void open.listeners.delete(entry);
        signal?.addEventListener("abort", undo, { once: true });
        return undo;
      },
    };
  }

  /** Takes a message that arrived over the link of `from`. */
  handleMessage(from: ParticipantId, lane: LaneName, bytes: Uint8Array): void {
    const envelope = decodeEnvelope(bytes);
    const topic = envelope === undefined ? undefined : this.#topics.get(envelope[0]);
    if (envelope === undefined || topic === undefined || topic.options.lane !== lane || bytes.length > maxBytes(topic.options)) {
      this.#refused += 1;
      return;
    }
    const parsed = topic.options.schema.safeParse(envelope[1]);
    if (!parsed.success) {
      this.#refused += 1;
      return;
    }
    for (const listener of topic.listeners) {
      try {
        listener({ from, value: parsed.data });
      } catch (error) {
        reportBug(error);
      }
    }
  }
}

const maxBytes = ({ lane, maxBytes: own }: TopicOptions<unknown>): number => Math.min(own ?? Infinity, laneLimits[lane]);

const encodeMessage = <T>(options: TopicOptions<T>, value: T): Uint8Array<ArrayBuffer> => {
  if (!options.schema.safeParse(value).success) throw new TfxError("topic/invalid", { topic: options.name });
  const bytes = encode([options.name, value], { ignoreUndefined: true });
  const limit = maxBytes(options);
  if (bytes.length > limit) throw new TfxError("topic/too-large", { topic: options.name, limit });
  return bytes;
};

const decodeEnvelope = (bytes: Uint8Array): readonly [string, unknown] | undefined => topicEnvelope.safeParse(readMessagePack(bytes)).data;
