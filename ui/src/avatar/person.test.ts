import { describe, expect, it } from "vitest";
import { initials, personColour } from "./person.ts";

describe("initials", () => {
  it("are of the first and the last word", () => {
    expect(initials("Mei Lin")).toBe("ML");
    expect(initials("Ana Maria de Souza")).toBe("AS");
    expect(initials("amber-otter-lake")).toBe("AL");
    expect(initials("Ravi")).toBe("R");
  });

  it("take letters of any script and skip what is none", () => {
    expect(initials("(Øystein) 🦊 李")).toBe("Ø李");
    expect(initials("🦊")).toBe("");
  });
});

describe("the colour of a person", () => {
  it("is the same for the same name and within the palette", () => {
    expect(personColour("Amara")).toBe(personColour("Amara"));
    for (const name of ["", "a", "Jonas", "Mei Lin", "🦊".repeat(60)]) {
      expect(personColour(name)).toBeGreaterThanOrEqual(1);
      expect(personColour(name)).toBeLessThanOrEqual(6);
    }
  });
});
