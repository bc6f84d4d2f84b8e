import { describe, expect, it } from "vitest";
import { createTexts, textKey } from "./texts.ts";

describe("texts", () => {
  it("put values where they belong", () => {
    expect(createTexts("en").t("event.codec", { stream: "Picture in", before: "VP8", after: "AV1" })).toBe("Picture in: VP8 became AV1");
  });

  it("write numbers as the language does", () => {
    expect(createTexts("en").number(1234.56, 1)).toBe("1,234.6");
    expect(createTexts("de").number(1234.56, 1)).toBe("1.234,6");
  });

  it.each(["direct", "direct/tcp", "relay/udp", "relay/tcp", "relay/tls"])("have words for the path %s", (path) => {
    expect(textKey(`path.${path}`, "none")).toBe(`path.${path}`);
  });

  it("have other words for what a browser may invent", () =>
    expect(textKey("limitation.toString", "limitation.other")).toBe("limitation.other"));
});
