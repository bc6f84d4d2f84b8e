import type { ReadonlySignal } from "@preact/signals";
import type { InkAuthor, InkMark } from "./ink-board.ts";

/** Texts of the tools that whoever presents has on the shared page. */
export interface PageWords {
  readonly tools: string;
  readonly pen: string;
  readonly laser: string;
  readonly clear: string;
  readonly allow: string;
  readonly close: string;
}

/** What the call asks of a shared page. */
export type PageOrder =
  | { readonly do: "begin"; readonly words: PageWords; readonly presenter: InkAuthor; readonly allowed: boolean }
  | { readonly do: "mark"; readonly author: InkAuthor; readonly mark: InkMark }
  | { readonly do: "clear"; readonly author?: string | undefined };

/** What whoever presents asks for on the shared page: let the others draw or not, end the drawing there. */
export type PageWish = "allow" | "forbid" | "close";

/** A page that was prepared to be shared: it says by a handle which it is, and shows ink. Gone once the page is left. */
export interface SharedPage {
  readonly handle: string;
  readonly title: string;
  order(order: PageOrder): void;
  /** Calls the listener for each wish; returns the undo. */
  onWish(listener: (wish: PageWish) => void): () => void;
}

/** The way to pages that can carry ink; absent where there is none. */
export interface SharedPages {
  readonly pages: ReadonlySignal<readonly SharedPage[]>;
}
