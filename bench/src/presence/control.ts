/** The page of the one who looks on. */
export interface MemberControl {
  /** Comes into the room, starts the widget and mounts it. */
  mount(room: string): Promise<void>;
  /** Begins to count anew. */
  reset(): void;
  /** What the widget was told, and the longest of the tasks that a browser calls long, since the reset. */
  counted(): { readonly changes: number; readonly people: number; readonly longTaskMs: number };
}

/** The page of those who are simulated. */
export interface CrowdControl {
  /** They come into the room, and are linked with everybody. */
  join(room: string, people: number): Promise<void>;
  /** Each of them moves, so many times a second. */
  move(perSecond: number, ms: number): Promise<void>;
}

export const cursorWidget = "org.example.cursors";
