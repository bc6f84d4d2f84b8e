import type { PlainValue } from "@tfx/widget-sdk";

/** Largest piece of a file in one frame, in bytes. */
export const largestPiece = 60 * 1024;

/**
 * What two people say to each other about one file. Whoever has it offers it; the other accepts from an
 * offset, at first 0 and after a break where it stopped; pieces follow in order and are acknowledged
 * when they are written; `end` states the digest, and the receiver answers whether it holds.
 */
export type FileFrame =
  | { readonly kind: "offer"; readonly id: string; readonly name: string; readonly type: string; readonly size: number }
  | { readonly kind: "accept" | "ack"; readonly id: string; readonly offset: number }
  | { readonly kind: "piece"; readonly id: string; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly kind: "end"; readonly id: string; readonly sha256: string }
  | { readonly kind: "checked"; readonly id: string; readonly holds: boolean }
  | { readonly kind: "cancel"; readonly id: string };

const isText = (value: unknown, max: number): value is string => typeof value === "string" && value !== "" && value.length <= max;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** A file's name as it may be shown and saved: without a path, signs of control, or a change of direction that hides its ending. */
export const safeFileName = (name: string): string => {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const clean = last.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/gu, "").replace(/^[.\s]+|[.\s]+$/g, "");
  return clean === "" ? "file" : clean.slice(-120);
};

type Fields = { readonly [key: string]: PlainValue | undefined };

const readOffer = (id: string, { name, type, size }: Fields): FileFrame | undefined => {
  if (!isText(name, 1_024) || typeof type !== "string" || type.length > 64 || !isCount(size)) return undefined;
  return { kind: "offer", id, name: safeFileName(name), type, size };
};

/** A frame as somebody sent it; `undefined` if it is none. */
export const readFrame = (value: PlainValue): FileFrame | undefined => {
  if (typeof value !== "object" || value === null || !("kind" in value)) return undefined;
  const { kind, id, offset, bytes, sha256, holds } = value;
  if (!isText(id, 64)) return undefined;
  if (kind === "offer") return readOffer(id, value);
  if (kind === "accept" || kind === "ack") return isCount(offset) ? { kind, id, offset } : undefined;
  if (kind === "piece")
    return isCount(offset) && bytes instanceof Uint8Array && bytes.length > 0 && bytes.length <= largestPiece
      ? { kind, id, offset, bytes }
      : undefined;
  if (kind === "end") return typeof sha256 === "string" && /^[\da-f]{64}$/.test(sha256) ? { kind, id, sha256 } : undefined;
  if (kind === "checked") return typeof holds === "boolean" ? { kind, id, holds } : undefined;
  return kind === "cancel" ? { kind, id } : undefined;
};
