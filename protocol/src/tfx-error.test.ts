import { describe, expect, it } from "vitest";
import { errorCodes } from "./error-codes.ts";
import { TfxError } from "./tfx-error.ts";

describe("an error", () => {
  it("crosses a border with its code and details and nothing else", () => {
    const wire = new TfxError("room/full", { capacity: 4 }, { cause: new Error("secret") }).toWire();
    expect(wire).toEqual({ code: "room/full", details: { capacity: 4 } });
    expect(TfxError.fromWire(wire)).toMatchObject(wire);
  });

  it.each([
    undefined,
    "room/full",
    {},
    { code: "room/unheard-of", details: {} },
    { code: "__proto__", details: {} },
    { code: "constructor" },
    { code: "room/full", details: { capacity: "<b>4</b>" } },
  ])("becomes internal when another end sends %j", (wire) => {
    expect(TfxError.fromWire(wire).code).toBe("internal");
  });

  it("has no details that the table does not name, nor inherited ones", () => {
    const wire = { code: "room/full", details: { capacity: 4, html: "<b>" } };
    expect(TfxError.fromWire(wire).details).toEqual({ capacity: 4 });
    const inherited: unknown = Object.create({ capacity: 4 });
    expect(TfxError.fromWire({ code: "room/full", details: inherited }).code).toBe("internal");
    expect(TfxError.fromWire({ code: "protocol/invalid" }).details).toEqual({});
  });

  it("keeps what is ours and wraps what is foreign", () => {
    const ours = new TfxError("room/locked");
    const foreign = new RangeError("no");
    expect(TfxError.from(ours)).toBe(ours);
    expect(TfxError.from(foreign)).toMatchObject({ code: "internal", cause: foreign });
  });

  it("has a code of the form area/reason and a sentence in the table", () => {
    for (const [code, { doc }] of Object.entries(errorCodes)) {
      expect(code).toMatch(/^(?:[a-z]+\/[a-z-]+|internal)$/);
      expect(doc).toMatch(/\.$/);
    }
  });
});
