import type { Mention } from "../messages/entry.ts";
import { readMarkdown, type Block, type Inline } from "./markdown.ts";

/** What stands between lines, and between parts of a message. */
export interface Joints {
  readonly line: string;
  readonly block: string;
  readonly item: string;
}

const ofInline = (piece: Inline, joints: Joints): string => {
  if (piece.kind === "break") return joints.line;
  return "inside" in piece ? piece.inside.map((inside) => ofInline(inside, joints)).join("") : piece.text;
};

const ofBlock = (block: Block, joints: Joints): string => {
  switch (block.kind) {
    case "paragraph":
    case "title":
      return block.inside.map((piece) => ofInline(piece, joints)).join("");
    case "quote":
      return block.inside.map((inside) => ofBlock(inside, joints)).join(joints.block);
    case "list":
      return block.items.flatMap((item) => item.map((inside) => ofBlock(inside, joints))).join(joints.item);
    case "code":
      return block.text;
    default:
      return "";
  }
};

/** The words of a message without its signs; empty where there are none. */
export const plainWords = (text: string, people: readonly Mention[], joints: Joints): string =>
  readMarkdown(text, people)
    .map((block) => ofBlock(block, joints))
    .filter((words) => words !== "")
    .join(joints.block)
    .trim();
