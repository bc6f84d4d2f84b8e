/** What a row of tabs needs to know of itself to lie well: lengths along the row, in pixels. */
export interface RowFacts {
  /** Distance from where the row begins, whichever way it runs. */
  readonly scrolled: number;
  readonly room: number;
  readonly content: number;
}

/** Ends of a row behind which more tabs wait. Part of a pixel is no tab. */
export const waitingEnds = ({ scrolled, room, content }: RowFacts): "none" | "start" | "end" | "both" => {
  const atStart = Math.abs(scrolled) > 1;
  const atEnd = Math.abs(scrolled) + room < content - 1;
  if (atStart) return atEnd ? "both" : "start";
  return atEnd ? "end" : "none";
};

const markEnds = (row: HTMLElement): void => {
  row.dataset["more"] = waitingEnds({ scrolled: row.scrollLeft, room: row.clientWidth, content: row.scrollWidth });
};

const fit = (row: HTMLElement): void => {
  delete row.dataset["tight"];
  if (row.scrollWidth > row.clientWidth + 1) row.dataset["tight"] = "";
  // What is chosen is in sight; nothing but this row is moved.
  const chosen = row.querySelector<HTMLElement>("[data-selected]");
  if (chosen !== null) {
    const [box, room] = [chosen.getBoundingClientRect(), row.getBoundingClientRect()];
    if (box.left < room.left) row.scrollLeft -= room.left - box.left;
    else if (box.right > room.right) row.scrollLeft += box.right - room.right;
  }
  markEnds(row);
};

/**
 * Lets tabs have their names while there is room for all; else only the chosen one keeps its name and the
 * others their drawings, and a row that is still too long fades where it goes on. Call it whenever the tabs
 * have changed; answers the undo.
 */
export const fitTabs = (row: HTMLElement): (() => void) => {
  const refit = () => fit(row);
  const mark = () => markEnds(row);
  // A wheel turns up and down; a row of tabs has no other way to go than along.
  const roll = ({ deltaX, deltaY }: WheelEvent) => {
    if (Math.abs(deltaY) > Math.abs(deltaX)) row.scrollLeft += getComputedStyle(row).direction === "rtl" ? -deltaY : deltaY;
  };
  refit();
  const observer = new ResizeObserver(refit);
  observer.observe(row);
  row.addEventListener("scroll", mark, { passive: true });
  row.addEventListener("wheel", roll, { passive: true });
  return () => {
    observer.disconnect();
    row.removeEventListener("scroll", mark);
    row.removeEventListener("wheel", roll);
  };
};
