import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { adoptStyles } from "./adopt-styles.ts";

// Node has no style sheets: the least of them that a document needs.
class Sheet {
  text = "";
  replaceSync(text: string) {
    this.text = text;
  }
}
class Tree {
  adoptedStyleSheets: readonly Sheet[] = [];
}

const setUp = (place: "page" | "shadow") => {
  const page = new Tree();
  const shadow = new Tree();
  const root = { ownerDocument: page, getRootNode: () => (place === "shadow" ? shadow : page) } as object as HTMLElement;
  vi.stubGlobal("ShadowRoot", { [Symbol.hasInstance]: (tree: unknown) => tree === shadow });
  const texts = (tree: Tree) => tree.adoptedStyleSheets.map(({ text }) => text);
  return { root, page, pageTexts: () => texts(page), shadowTexts: () => texts(shadow) };
};

beforeEach(() => void vi.stubGlobal("CSSStyleSheet", Sheet));
afterEach(() => void vi.unstubAllGlobals());

it("puts the sheets in their order after those of the page", () => {
  const { root, page, pageTexts } = setUp("page");
  page.adoptedStyleSheets = [Object.assign(new Sheet(), { text: "page" })];
  adoptStyles(root, ["first", "second"], new AbortController().signal);
  expect(pageTexts()).toEqual(["page", "first", "second"]);
});

it("styles the shadow tree that the widget is in, and not the page", () => {
  const { root, pageTexts, shadowTexts } = setUp("shadow");
  adoptStyles(root, ["own"], new AbortController().signal);
  expect([pageTexts(), shadowTexts()]).toEqual([[], ["own"]]);
});

it("takes back its own sheets when the widget ends, and no other's", () => {
  const { root, pageTexts } = setUp("page");
  const ends = new AbortController();
  adoptStyles(root, ["same"], ends.signal);
  adoptStyles(root, ["same"], new AbortController().signal);
  ends.abort();
  expect(pageTexts()).toEqual(["same"]);
});

it("leaves nothing behind for a widget that has ended already", () => {
  const { root, pageTexts } = setUp("page");
  adoptStyles(root, ["late"], AbortSignal.abort());
  expect(pageTexts()).toEqual([]);
});
