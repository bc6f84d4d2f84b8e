import { useRef } from "preact/hooks";

let last = 0;

// Preact counts its own ids anew in each tree, and a page holds several: ours, the page's, other widgets'.
/** An id that no other element of the page has. */
export const useUniqueId = (): string => {
  const id = useRef<string | undefined>(undefined);
  id.current ??= `chat-part-${(last += 1)}`;
  return id.current;
};
