import { describe, expect, it } from "vitest";
import { readChoices } from "./choices.ts";

describe("what was chosen before", () => {
  it("is read again", () => {
    const kept = {
      what: "sound",
      layout: "screen",
      height: 360,
      target: "other",
      poster: "none",
      endpoint: "https://a.example",
      title: "Talk",
      listed: true,
      chat: true,
      captions: true,
    };
    expect(readChoices(kept)).toEqual(kept);
  });

  it("counts as not chosen where it cannot be read, and files are chosen anew", () => {
    expect(readChoices({ what: "everything", height: "720", poster: "file", title: 7, listed: "yes", chat: 1, captions: "on" })).toEqual(
      readChoices(undefined),
    );
  });
});
