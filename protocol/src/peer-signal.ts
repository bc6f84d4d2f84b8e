import { z } from "zod";
import { displayName, instanceId } from "./ids.ts";
import { limits } from "./limits.ts";
import { trackSource } from "./peer-messages.ts";

/**
 * What one participant says about itself to the others. In a sealed room the server cannot read it.
 */
export const profile = z.object({ name: displayName });
/** What one participant says about itself. */
export type Profile = z.output<typeof profile>;

const sdp = z.string().max(limits.maxSignalChars);
/** What the sender has on, so that the receiver need not wait for a data channel to know what to show. */
const on = z.array(trackSource).max(4);

/**
 * The inside of a signal: how two participants agree on a connection. Offers and answers are JSEP
 * descriptions (RFC 9429), candidates trickle (RFC 8838). Every offer names the page it comes from and
 * the one it is meant for, so that the server cannot mix up the people of a sealed room.
 */
export const peerSignal = z.discriminatedUnion("type", [
  z.object({ type: z.literal("offer"), sdp, on, from: instanceId, to: instanceId }),
  z.object({ type: z.literal("answer"), sdp, on }),
  z.object({
    type: z.literal("candidate"),
    candidate: z
      .object({
        candidate: z.string().max(1_024),
        sdpMid: z.string().max(64).nullable(),
        sdpMLineIndex: z.number().int().min(0).max(255).nullable(),
      })
      // Browsers take a candidate only with one of the two (W3C WebRTC §4.8.1.1).
      .refine(({ sdpMid, sdpMLineIndex }) => sdpMid !== null || sdpMLineIndex !== null),
  }),
  /** From the side that answers: please restart ICE (RFC 8445 §9), or connect anew. */
  z.object({ type: z.literal("repair"), how: z.enum(["restart", "rebuild"]) }),
]);
/** The inside of a signal. */
export type PeerSignal = z.output<typeof peerSignal>;
