import { encode } from "@msgpack/msgpack";
import type { ParticipantId } from "@tfx/protocol";
import { signedBody, type LogEntry, type SignedBody, type SignedEntry } from "@tfx/protocol/widgets";
import { readMessagePack } from "../channel/read-message-pack.ts";
import { insertInOrder, type LogPlace } from "./log-order.ts";
import { verifySignature, type SessionKey } from "./session-key.ts";
import { stateLimits } from "./state-limits.ts";
import { isNew, isOld, isPast, type StateVerdict } from "./state-verdict.ts";

/** An entry whose signature was checked, with what others need to check it again. */
export interface VerifiedEntry extends LogPlace {
  readonly author: ParticipantId;
  readonly count: number;
  readonly entry: LogEntry;
  readonly signed: SignedEntry;
}

/** Where an entry stands; it is signed along. */
export type EntryPlace = Pick<SignedBody, "instance" | "log">;

/** Signs an entry of one's own. */
export const signEntry = async (key: SessionKey, body: SignedBody): Promise<VerifiedEntry> => {
  const bytes = encode(body, { ignoreUndefined: true, maxDepth: 24 });
  return verified(body, { body: bytes, key: key.publicKey, signature: await key.sign(bytes) });
};

/** Opens an entry that another sent; undefined when it is not signed with its key, or for another place. */
export const openEntry = async (signed: SignedEntry, place: EntryPlace): Promise<VerifiedEntry | undefined> => {
  const body = readBody(signed.body);
  if (body === undefined || body.instance !== place.instance || body.log !== place.log) return undefined;
  return (await verifySignature(signed.key, signed.signature, signed.body)) ? verified(body, signed) : undefined;
};

/** An append-only log: the same entries in the same order for everybody. */
export class SignedLog {
  readonly #entries: VerifiedEntry[] = [];
  readonly #ids = new Set<string>();
  #bytes = 0;
  #counted = 0;

  get bytes(): number {
    return this.#bytes;
  }

  get entries(): readonly VerifiedEntry[] {
    return this.#entries;
  }

  /** A count for the next entry of an author: later than all of it here, and than those of before a reload. */
  takeCount(author: ParticipantId): number {
    const known = this.#entries.filter((entry) => entry.author === author).map(({ count }) => count + 1);
    const count = known.reduce((most, next) => Math.max(most, next), Math.max(this.#counted + 1, Date.now()));
    this.#counted = count;
    return count;
  }

  /** Whether something so long may still be added. */
  room(bytes: number, limits: { entries: number; bytes: number }): StateVerdict {
    if (this.#entries.length >= limits.entries) return isPast(limits.entries);
    return this.#bytes + bytes > limits.bytes ? isPast(limits.bytes) : isNew;
  }

  add(entry: VerifiedEntry, limits: { entries: number; bytes: number }): StateVerdict {
    if (this.#ids.has(entry.id)) return isOld;
    const { length } = entry.signed.body;
    if (length > stateLimits.update) return isPast(stateLimits.update);
    const verdict = this.room(length, limits);
    if (verdict.kind !== "new") return verdict;
    this.#ids.add(entry.id);
    this.#bytes += length;
    insertInOrder(this.#entries, entry);
    return verdict;
  }
}

const verified = (body: SignedBody, signed: SignedEntry): VerifiedEntry => {
  const { author, count, clock, at, name, value } = body;
  const id = `${author}.${count.toString(36)}`;
  return { id, clock, author, count, signed, entry: { id, from: author, at, clock, value, ...(name === undefined ? {} : { name }) } };
};

const readBody = (bytes: Uint8Array): SignedBody | undefined =>
  bytes.length > stateLimits.update ? undefined : signedBody.safeParse(readMessagePack(bytes)).data;
