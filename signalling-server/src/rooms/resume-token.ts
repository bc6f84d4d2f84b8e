import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { participantId, roomName } from "@tfx/protocol";
import { z } from "zod";
import { maxRemembered, type RoomState, type Seat } from "./room-state.ts";

const claims = z.object({
  room: roomName,
  participant: participantId,
  joinedAt: z.number(),
  key: z.discriminatedUnion("mode", [
    z.object({ mode: z.literal("sealed"), proofHash: z.string() }),
    z.object({ mode: z.literal("open") }),
  ]),
  host: participantId,
  locked: z.boolean(),
  capacity: z.number().int(),
  removed: z.array(participantId).max(maxRemembered),
  left: z.array(participantId).max(maxRemembered).default([]),
  born: z.number(),
  revision: z.number().int(),
  expires: z.number(),
});

/** What a token says: whose seat it is, and the room around it, so that it can be built again. */
export type ResumeClaims = z.output<typeof claims>;

const lifetimeMs = 24 * 60 * 60 * 1_000;

/** Signs and reads the tokens that give a participant the own seat back. */
export class ResumeTokens {
  readonly #key: Buffer;

  constructor(secret: string) {
    this.#key = Buffer.from(hkdfSync("sha256", secret, "", "tfx resume token v1", 32));
  }

  /** The token of a seat as the room is now. */
  sign(room: RoomState, seat: Seat, nowMs: number): string {
    const body: ResumeClaims = {
      room: room.name,
      participant: seat.participant,
      joinedAt: seat.joinedAt,
      key: room.key,
      host: room.host,
      locked: room.locked,
      capacity: room.capacity,
      removed: [...room.removed],
      left: [...room.left],
      born: room.born,
      revision: room.revision,
      expires: nowMs + lifetimeMs,
    };
    const text = Buffer.from(JSON.stringify(body)).toString("base64url");
    return `${text}.${this.#signatureOf(text)}`;
  }

  /** What a token says; `undefined` when it is not ours, altered or too old. */
  read(token: string, nowMs: number): ResumeClaims | undefined {
    const [text = "", signature = "", ...rest] = token.split(".");
    if (rest.length > 0 || !this.#isSigned(text, signature)) return undefined;
    const parsed = claims.safeParse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return parsed.success && parsed.data.expires > nowMs ? parsed.data : undefined;
  }

  #isSigned(text: string, signature: string): boolean {
    const [given, right] = [Buffer.from(signature), Buffer.from(this.#signatureOf(text))];
    return given.length === right.length && timingSafeEqual(given, right);
  }

  #signatureOf(text: string): string {
    return createHmac("sha256", this.#key).update(text).digest("base64url");
  }
}
