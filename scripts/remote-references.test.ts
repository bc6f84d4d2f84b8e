import { expect, test } from "vitest";
import { findRemoteReferences } from "./remote-references.ts";

test.each([
  ["a script address in code", "a.js", `const u = "https://cdn.example/lib/gif-recorder.js";`],
  ["a wasm address in a template", "a.mjs", "fetch(`http://cdn.example/x.wasm?v=1`)"],
  ["an imported style", "a.css", `@import "https://fonts.example/css2?family=Inter";`],
  ["a font", "a.css", "@font-face{src:url(https://fonts.example/inter.woff2)}"],
  ["a font without a scheme", "a.css", "@font-face{src:url('//fonts.example/inter.woff2')}"],
  ["a script element", "a.html", `<script async src="https://cdn.example/lib"></script>`],
  ["a stylesheet", "a.html", `<link rel="stylesheet" href="//cdn.example/style">`],
  ["a frame", "a.html", `<iframe src=https://elsewhere.example/></iframe>`],
])("%s is found", (_name, file, text) => {
  expect(findRemoteReferences(file, text)).toHaveLength(1);
});

test.each([
  ["own files", "a.html", `<script type="module" src="/assets/call.js"></script><link rel="stylesheet" href="./a.css">`],
  ["namespaces and links for people", "a.js", `const ns = "http://www.w3.org/2000/svg"; open("https://call.example/r/lake")`],
  ["data and relative addresses in styles", "a.css", "a{background:url(data:image/png;base64,AA)}b{src:url(./inter.woff2)}"],
  ["other files", "a.png", "https://cdn.example/x.js"],
])("%s are left alone", (_name, file, text) => {
  expect(findRemoteReferences(file, text)).toEqual([]);
});
