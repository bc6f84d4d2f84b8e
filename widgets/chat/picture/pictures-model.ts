import { signal, type ReadonlySignal } from "@preact/signals";
import { TfxError, type ParticipantId, type PlainValue, type WidgetContext } from "@tfx/widget-sdk";
import { createCollector, readPiece, toPieces } from "./pieces.ts";

const mostBytes = 32 * 1024 * 1024;

/** Large forms of pictures, which are sent to those present and kept in memory alone. */
export interface PicturesModel {
  /** By author and name of the large form; see {@link largeKey}. */
  readonly large: ReadonlySignal<ReadonlyMap<string, Uint8Array>>;
  /** To everybody or to one person alone. @throws {TfxError} as the channel does */
  send(name: string, bytes: Uint8Array, to?: ParticipantId): Promise<void>;
}

/** Where a large form stands: a name counts with its author only, so nobody can put a picture into another's message. */
export const largeKey = (from: ParticipantId, name: string): string => `${from} ${name}`;

const withinMemory = (pictures: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, Uint8Array> => {
  const kept = [...pictures];
  let sum = kept.reduce((total, [, bytes]) => total + bytes.length, 0);
  while (sum > mostBytes) sum -= kept.shift()?.[1].length ?? sum;
  return new Map(kept);
};

const pauseMs = 100;
const mostPauses = 100;

const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

// The host bounds how many messages a second go out; beyond that it refuses, and later takes them again.
const sendPatiently = async (send: () => Promise<void>): Promise<void> => {
  for (let pauses = 0; ; pauses += 1) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof TfxError) || error.code !== "rate/limited" || pauses >= mostPauses) throw error;
    }
    await wait(pauseMs);
  }
};

/** Sends large forms in pieces and puts those of others together. */
export const createPicturesModel = (context: Pick<WidgetContext, "channel" | "self" | "signal" | "participants">): PicturesModel => {
  const channel = context.channel<PlainValue>("picture");
  const large = signal<ReadonlyMap<string, Uint8Array>>(new Map());
  const collector = createCollector();
  const keep = (from: ParticipantId, name: string, bytes: Uint8Array) => {
    large.value = withinMemory(new Map([...large.peek(), [largeKey(from, name), bytes]]));
  };
  channel.on(
    ({ from, value }) => {
      const piece = readPiece(value);
      const whole = piece === undefined ? undefined : collector.add(from, piece);
      if (piece !== undefined && whole !== undefined) keep(from, piece.large, whole);
    },
    { signal: context.signal },
  );
  let present = new Set(context.participants.value.map(({ id }) => id));
  context.participants.on(
    (people) => {
      const now = new Set(people.map(({ id }) => id));
      for (const id of present) if (!now.has(id)) collector.forget(id);
      present = now;
    },
    { signal: context.signal },
  );
  return {
    large,
    send: async (name, bytes, to) => {
      keep(context.self, name, bytes);
      // One after the other: each is awaited, so the channel's own pace holds.
      for (const piece of toPieces(name, bytes)) await sendPatiently(() => channel.send(piece, to === undefined ? {} : { to: [to] }));
    },
  };
};
