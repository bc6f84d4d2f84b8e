import { errorCodes, TfxError, type ErrorCode } from "@tfx/protocol";
import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import { createI18n } from "../i18n/i18n.ts";
import { doorWords, type DoorPlace } from "./door-words.ts";

const i18n = createI18n(signal(["en"]));
const place: DoorPlace = { host: "call.example", kind: "web", online: true };

describe("a closed door", () => {
  it.each(Object.keys(errorCodes) as ErrorCode[])("has a sentence and a next step for %s", (code) => {
    const words = doorWords(i18n, TfxError.fromWire({ code, details: { capacity: 8, retryAfterMs: 4_000, spoken: 1 } }), place);
    expect(words.title).not.toBe("");
    expect(words.text).not.toContain("{{");
    expect(words.steps.length).toBeGreaterThan(0);
  });

  it("says how many a full room holds", () => {
    expect(doorWords(i18n, new TfxError("room/full", { capacity: 8 }), place).text).toContain("8 people");
  });

  it.each(["room/secret-needed", "room/secret-wrong"] as const)("asks for the full link where the name is not enough: %s", (code) => {
    expect(doorWords(i18n, new TfxError(code), place).steps).toContain("paste-link");
  });

  it("goes on by itself when the server is away, and says when it is oneself who is", () => {
    const away = doorWords(i18n, new TfxError("server/unreachable"), place);
    expect(away).toMatchObject({ waits: true, title: "The server does not answer" });
    expect(doorWords(i18n, new TfxError("server/unreachable"), { ...place, online: false }).title).toBe("You are offline");
  });

  it("tells a page to load again and an extension to update", () => {
    const old = new TfxError("protocol/version", { spoken: 2 });
    expect(doorWords(i18n, old, place).steps).toEqual(["reload"]);
    expect(doorWords(i18n, old, { ...place, kind: "extension" }).text).toContain("extension");
  });
});
