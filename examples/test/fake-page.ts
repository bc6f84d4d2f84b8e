/** As much of an element as the examples use; a page of a browser is not there in unit tests. */
export class FakeElement extends EventTarget {
  children: (FakeElement | string)[] = [];
  textContent = "";
  value: string | number = "";

  readonly tag: string;

  constructor(tag: string) {
    super();
    this.tag = tag;
  }

  append(...children: (FakeElement | string)[]): void {
    this.children.push(...children);
  }

  appendChild(child: FakeElement): FakeElement {
    this.children.push(child);
    return child;
  }

  replaceChildren(...children: (FakeElement | string)[]): void {
    this.children = children;
  }

  click(): void {
    this.dispatchEvent(new Event("click"));
  }

  /** All elements of a tag below this one, in their order. */
  all(tag: string): FakeElement[] {
    return this.children.flatMap((child) => (typeof child === "string" ? [] : [...(child.tag === tag ? [child] : []), ...child.all(tag)]));
  }
}

/** Stands in for `document`. */
export const fakeDocument = { createElement: (tag: string): FakeElement => new FakeElement(tag) };
