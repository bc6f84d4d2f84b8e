import type { ParticipantId } from "@tfx/widget-sdk";
import { describe, expect, it } from "vitest";
import type { Message } from "../messages/fold-messages.ts";
import type { Item } from "../messages/rows.ts";
import { mostPressing, newsWords } from "./news-words.ts";

const [ada, bo] = ["ada" as ParticipantId, "bo" as ParticipantId];
const reader = { self: bo, nameOf: () => "Ada" };
const blank = { picture: undefined, file: undefined };

const written = (id: string, changes: Partial<Message>): Item => {
  const message: Message = {
    ...blank,
    id,
    from: ada,
    name: "Ada",
    at: 1,
    text: "",
    mentions: [],
    reply: undefined,
    reactions: [],
    isEdited: false,
    isDeleted: false,
    revision: 1,
    ...changes,
  };
  return { kind: "message", id, from: ada, at: 1, message };
};
const whispered: Item = {
  kind: "private",
  id: "w",
  from: ada,
  at: 1,
  message: { ...blank, id: "w", from: ada, to: bo, at: 1, text: "a secret", after: undefined },
};
const named = written("named", { text: "come, @Bo", mentions: [{ id: bo, name: "Bo" }] });

describe("news of the chat", () => {
  it("say who wrote, and the first words", () => {
    expect(newsWords(written("a", { text: "Good **morning**" }), reader)).toBe("Ada: Good morning");
    expect(newsWords(named, reader)).toBe("Ada mentioned you: come, @Bo");
  });

  it("never show what was for one person alone", () => {
    expect(newsWords(whispered, reader)).toBe("Ada wrote to you alone");
  });

  it("name what came without words", () => {
    expect(newsWords(written("f", { file: { id: "f", name: "plan.pdf", size: 1, type: "" } }), reader)).toBe("Ada shared plan.pdf");
    expect(newsWords(written("e", {}), reader)).toBe("Ada wrote something");
  });

  it("are one at a time: what is for the person, or else the last", () => {
    const [first, last] = [written("first", { text: "1" }), written("last", { text: "2" })];
    expect(mostPressing([first, last], bo)).toBe(last);
    expect(mostPressing([whispered, named, last], bo)).toBe(named);
    expect(mostPressing([], bo)).toBeUndefined();
  });
});
