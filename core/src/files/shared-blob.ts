import { TfxError, type ParticipantId } from "@tfx/protocol";
import type { SharedFile } from "@tfx/protocol/widgets";
import { blocksOf, bytesBefore, digestOfAll, isSameDigest, sha256Of } from "./blocks.ts";

/** A block as it was read, with its digest. */
export interface ReadBlock {
  readonly bytes: Uint8Array;
  readonly sha256: Uint8Array;
}

/** A file that is shared. What a block held when it was first read it must hold ever after. */
export class SharedBlob {
  readonly facts: SharedFile;
  readonly #file: Blob;
  readonly #to: ReadonlySet<ParticipantId> | undefined;
  readonly #digests = new Map<number, Uint8Array>();

  constructor(facts: SharedFile, { file, to }: { file: Blob; to: readonly ParticipantId[] | undefined }) {
    this.facts = facts;
    this.#file = file;
    this.#to = to && new Set(to);
  }

  isFor(person: ParticipantId): boolean {
    return this.#to?.has(person) ?? true;
  }

  /** Reads one block, and no more of the file than that. @throws {TfxError} file/changed */
  async read(index: number): Promise<ReadBlock> {
    const { size } = this.facts;
    const [from, to] = [bytesBefore(index, size), bytesBefore(index + 1, size)];
    const bytes = new Uint8Array(await this.#file.slice(from, to).arrayBuffer().catch(changed));
    if (bytes.length !== to - from) return changed();
    const sha256 = await sha256Of(bytes);
    const before = this.#digests.get(index);
    if (before !== undefined && !isSameDigest(before, sha256)) return changed();
    this.#digests.set(index, sha256);
    return { bytes, sha256 };
  }

  /** Digest of the whole, once every block was read. */
  async digest(): Promise<Uint8Array> {
    const digests = Array.from({ length: blocksOf(this.facts.size) }, (_, index) => this.#digests.get(index) ?? changed());
    return digestOfAll(digests);
  }
}

/** Browsers refuse to read a file that was changed on disk after it was chosen (W3C File API, NotReadableError). */
const changed = (cause?: unknown): never => {
  throw new TfxError("file/changed", {}, { cause });
};
