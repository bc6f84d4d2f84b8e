import type { ParticipantId } from "@tfx/protocol";
import { stateTopics, type StatePart } from "@tfx/protocol/widgets";
import { joinBytes } from "./bytes.ts";
import { decodePart, encodePart } from "./part-codec.ts";
import { stateLimits } from "./state-limits.ts";
import type { StateRoom } from "./state-port.ts";

/** A part that has arrived whole; undefined when what arrived is none, and then the transfer is over. */
export interface ArrivedPart {
  readonly from: ParticipantId;
  readonly transfer: string;
  readonly part: StatePart | undefined;
}

interface PartTransferOptions {
  /** Some of a part is here; who sends it is not silent. */
  readonly onPiece: (piece: Pick<ArrivedPart, "from" | "transfer">) => void;
  readonly onPart: (arrived: ArrivedPart) => void;
  readonly life: AbortSignal;
}

interface Arriving {
  transfer: string;
  pieces: Uint8Array[];
  bytes: number;
}

const underWay = 4;
const longest = stateLimits.largestDocument * 2 + 1024 * 1024;

/** Carries parts of the state over the bulk lane in pieces, so that nothing else has to wait for a large one. */
export class PartTransfer {
  readonly #topic;
  readonly #arriving = new Map<ParticipantId, Arriving>();

  constructor(room: Pick<StateRoom, "topic">, { onPiece, onPart, life }: PartTransferOptions) {
    this.#topic = room.topic({ name: "tfx.state.piece", schema: stateTopics["tfx.state.piece"], lane: "bulk" });
    this.#topic.on(
      ({ from, value }) => {
        onPiece({ from, transfer: value.transfer });
        const whole = this.#collect(from, value);
        if (whole !== undefined) onPart({ from, transfer: value.transfer, part: whole === "broken" ? undefined : decodePart(whole) });
      },
      { signal: life },
    );
  }

  /** Sends parts one after the other; a few pieces are under way at a time. */
  async send(parts: Iterable<StatePart>, { to, transfer }: { to: readonly ParticipantId[]; transfer: string }): Promise<void> {
    const waiting = new Set<Promise<void>>();
    for (const part of parts) {
      const bytes = encodePart(part);
      for (let start = 0; start < bytes.length; start += stateLimits.piece) {
        const end = start + stateLimits.piece;
        const sent = this.#topic.send({ transfer, last: end >= bytes.length, bytes: bytes.subarray(start, end) }, { to });
        const settled = sent.finally(() => void waiting.delete(settled));
        waiting.add(settled);
        if (waiting.size >= underWay) await Promise.race(waiting);
      }
    }
    await Promise.all(waiting);
  }

  /** Somebody left; what has arrived in part is of no use. */
  forget(participant: ParticipantId): void {
    this.#arriving.delete(participant);
  }

  #collect(from: ParticipantId, piece: { transfer: string; last: boolean; bytes: Uint8Array }): Uint8Array | "broken" | undefined {
    const known = this.#arriving.get(from);
    const arriving = known?.transfer === piece.transfer ? known : { transfer: piece.transfer, pieces: [], bytes: 0 };
    this.#arriving.set(from, arriving);
    arriving.pieces.push(piece.bytes);
    arriving.bytes += piece.bytes.length;
    if (!piece.last && arriving.bytes <= longest) return undefined;
    this.#arriving.delete(from);
    return piece.last && arriving.bytes <= longest ? joinBytes(arriving.pieces) : "broken";
  }
}
