import { describe, expect, it, vi } from "vitest";
import { shaderFault } from "./shader-fault.ts";
import { videoStage, videoStages } from "./video-stage.ts";

const invert = "vec4 filterPixel(vec2 uv) { return vec4(1.0 - texture(picture, uv).rgb, 1.0); }";
const shader = (fragment: string) => videoStage.safeParse({ kind: "shader", id: "own", band: "color", fragment });

describe("the source of a shader", () => {
  it.each([
    ["a plain one", invert],
    [
      "loops with constant bounds",
      "vec4 filterPixel(vec2 uv) { vec4 s; for (int i = -4; i <= 4; i++) { s += vec4(float(i)); } return s; }",
    ],
    [
      "a named constant and a function before its use",
      "const int N = 8; float f(float x) { return x; } vec4 filterPixel(vec2 uv) { for (int i = 0; i < N; ++i) { f(1.0); } return vec4(0); }",
    ],
    [
      "a struct, an array and a counter among arguments",
      "struct P { vec2 at; float w; }; float f(float x) { return x; } vec4 filterPixel(vec2 uv) { float a[4]; P p; for (int i = 0; i < 4; i++) { a[i] = max(float(i), 1.0) + f(float(i)); } return vec4(a[0]); }",
    ],
    ["steps of a fraction", "vec4 filterPixel(vec2 uv) { for (float i = 0.0; i < 1.0; i += 0.25) { } return vec4(0); }"],
  ])("is taken: %s", (_, fragment) => {
    expect(shaderFault(fragment)).toBeUndefined();
    expect(shader(fragment).success).toBe(true);
  });

  const body = (text: string) => `vec4 filterPixel(vec2 uv) { ${text} return vec4(0); }`;
  it.each([
    ["nothing to call", "vec4 other(vec2 uv) { return vec4(0); }"],
    ["a preprocessor", `#define X 1\n${invert}`],
    ["a preprocessor behind a line that goes on", `\\\n${invert}`],
    ["while", body("while (true) { }")],
    ["do", body("do { } while (true);")],
    ["a bound that is no constant", body("for (int i = 0; i < int(size.x); i++) { }")],
    ["a counter that is set back", body("for (int i = 0; i < 4; i++) { i = 0; }")],
    ["a counter that is set back by a function", `void back(inout int i) { i = 0; } ${body("for (int i = 0; i < 4; i++) { back(i); }")}`],
    ["a step of nothing", body("for (float i = 0.0; i < 4.0; i += 0.0) { }")],
    ["a loop that runs down for ever", body("for (int i = 0; i < 4; i--) { }")],
    ["too many iterations", body("for (int i = 0; i < 64; i++) { for (int j = 0; j < 64; j++) { } }")],
    [
      "too many iterations through functions",
      `float f() { for (int i = 0; i < 64; i++) { } return 0.0; } ${body("for (int i = 0; i < 64; i++) { f(); }")}`,
    ],
    ["recursion", `float f() { return f(); } ${body("f();")}`],
    ["recursion of two", `float g(); float f() { return g(); } float g() { return f(); } ${body("f();")}`],
    ["a uniform of its own", `uniform float x; ${invert}`],
    ["what the renderer keeps to itself", body("gl_FragDepth = 0.0;")],
    ["a large array", body("float a[100000];")],
    ["other letters", body("// é")],
    ["a loop behind a comment that a carriage return ends", "vec4 filterPixel(vec2 uv) { //\r while (true) { }\n return vec4(0); }"],
    [
      "a loop in a function that gives a struct",
      `struct S { float x; }; S f() { for (int i = 0; i < 999999999; i++) { } return S(1.0); } ${body("f();")}`,
    ],
    [
      "a loop in a function that gives an array",
      `float[2] f() { for (int i = 0; i < 999999999; i++) { } return float[2](1.0, 1.0); } ${body("f();")}`,
    ],
    [
      "a loop in a function with brackets among its parameters",
      `float f(float a[int(2)]) { for (int i = 0; i < 999999999; i++) { } return 1.0; } ${body("")}`,
    ],
    ["a constant that is something else where it counts", `const int n = 4; ${body("int n = 999999999; for (int i = 0; i < n; i++) { }")}`],
    ["a constant that is hidden in a list", `const int n = 4; ${body("int a = 1, n = 999999999; for (int i = 0; i < n; i++) { }")}`],
    [
      "a constant that is hidden in the middle of a list",
      `const int n = 4; void far(out int x) { x = 999999999; } ${body("int a, n, b; far(n); for (int i = 0; i < n; i++) { }")}`,
    ],
    [
      "a constant that is hidden by a parameter",
      `const int n = 4; float f(int n) { for (int i = 0; i < n; i++) { } return 0.0; } ${body("f(999999999);")}`,
    ],
    ["a constant of another function", `float f() { const int n = 4; return 0.0; } ${body("for (float i = 0.0; i < n; i++) { }")}`],
    [
      "a constant of two values",
      `float f() { const int n = 999999999; for (int i = 0; i < n; i++) { } return 0.0; } ${body("const int n = 4;")}`,
    ],
    ["a counter in brackets that is set back", body("for (int i = 0; i < 4; i++) { (i) = 0; }")],
    ["a counter in brackets that is counted down", body("for (int i = 0; i < 4; i++) { (i)--; }")],
    [
      "a counter that is set back behind a call",
      `void back(float x, inout int i) { i = 0; } ${body("for (int i = 0; i < 4; i++) { back(sin(1.0), i); }")}`,
    ],
    [
      "a counter in brackets that is set back by a function",
      `void back(out int i) { i = 0; } ${body("for (int i = 0; i < 4; i++) { back((i)); }")}`,
    ],
    ["a counter that is set back by what the language has", body("for (float i = 0.0; i < 4.0; i += 1.0) { modf(sin(0.5), i); }")],
    ["a float that stands still when it is added to", body("for (float i = 16777216.0; i < 16777220.0; i += 1.0) { }")],
    ["an int that turns over", body("for (int i = 2147483640; i <= 2147483647; i++) { }")],
    [
      "calls that double and double",
      `float f0() { return 1.0; } ${Array.from({ length: 20 }, (_, i) => `float f${i + 1}() { return f${i}() + f${i}(); }`).join(" ")} ${body("f20();")}`,
    ],
    ["a large array whose size is named", `const int n = 99999; ${body("float a[n];")}`],
    ["a large array whose size is reckoned", body("float a[256 * 256];")],
    ["pixels that it does not draw", body("discard;")],
    ["a loop inside a comment's end", "vec4 filterPixel(vec2 uv) { /* */ while(true){} return vec4(0); }"],
  ])("is refused: %s", (_, fragment) => {
    expect(shaderFault(fragment)).toBeDefined();
    expect(shader(fragment).success).toBe(false);
  });

  it("is refused when it is too long", () => {
    expect(shader(`${invert}${" ".repeat(16_384)}`).success).toBe(false);
  });
});

describe("a stage", () => {
  it("gets its defaults", () => {
    const stage = videoStage.parse({
      kind: "shader",
      id: "own",
      band: "color",
      fragment: invert,
      uniforms: { amount: 1, tint: [0, 0, 1] },
    });
    expect(stage).toMatchObject({ order: 0, passes: 1, images: {} });
  });

  it("has a colour table of the size that it says", () => {
    const lut = (size: number, length: number) =>
      videoStage.safeParse({ kind: "lut", id: "l", band: "color", size, table: new Uint8Array(length) }).success;
    expect(lut(2, 24)).toBe(true);
    expect(lut(2, 23)).toBe(false);
    expect(lut(34, 34 ** 3 * 3)).toBe(false);
  });

  it("takes pictures as files, and no drawing that could carry a script", () => {
    const background = (type: string) =>
      videoStage.safeParse({ kind: "background", id: "b", band: "background", mode: "image", image: new Blob(["x"], { type }) }).success;
    expect(background("image/png")).toBe(true);
    expect(background("image/svg+xml")).toBe(false);
    expect(background("text/html")).toBe(false);
    expect(background("image/x-icon")).toBe(false);
  });

  it("takes no bitmap that is larger than any camera", () => {
    class Bitmap {
      readonly height = 1;
      readonly width: number;
      constructor(width: number) {
        this.width = width;
      }
    }
    vi.stubGlobal("ImageBitmap", Bitmap);
    const overlay = (width: number) =>
      videoStage.safeParse({ kind: "faces", id: "f", band: "overlay", mode: "overlay", anchor: "head", image: new Bitmap(width) }).success;
    expect([overlay(4_096), overlay(16_384)]).toEqual([true, false]);
    vi.unstubAllGlobals();
  });

  it.each(["picture", "time", "tfxFlip", "gl_x", "a-b"])("has no uniform called %s", (name) => {
    const uniforms = Object.fromEntries([[name, 1]]);
    expect(videoStage.safeParse({ kind: "shader", id: "own", band: "color", fragment: invert, uniforms }).success).toBe(false);
  });

  it("has a name of its own among its owner's", () => {
    const stage = { kind: "pictures", id: "same", band: "overlay" };
    expect(videoStages.safeParse([stage]).success).toBe(true);
    expect(videoStages.safeParse([stage, stage]).success).toBe(false);
  });
});
