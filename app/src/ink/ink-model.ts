import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Room, ScreenFacts, ScreenShare } from "@tfx/core";
import { inkTopics, type InkMessage, type ParticipantId } from "@tfx/protocol";
import { createInkBoard, echoLife, inkLife, type InkAuthor, type InkBoard, type InkMark } from "./ink-board.ts";
import { inkColour } from "./ink-palette.ts";
import { mayDraw, placeOf } from "./ink-rights.ts";
import { effectUntil } from "../scope/effect-until.ts";
import { createPen, type Pen } from "./pen.ts";
import type { SharedPage } from "./shared-page.ts";

/** What one holds over a share. */
export type InkTool = "none" | "pen" | "laser";

/** Ink on one share, as its tile shows it. */
export interface ShareInk {
  readonly board: InkBoard;
  /** The own pen on this share. */
  readonly pen: Pen;
  /** What one holds over it; nothing where one may not draw. */
  readonly tool: ReadonlySignal<InkTool>;
  /** Grows when there is something new to paint. */
  readonly news: ReadonlySignal<number>;
  readonly clear: () => void;
}

/** Drawing and pointing on what is shared in the call. */
export interface InkModel {
  readonly tool: Signal<InkTool>;
  /** Ink on the share of a person, oneself included. */
  on(share: ParticipantId): ShareInk;
  /** Whether one may draw on that person's share now. */
  mayDraw(share: ParticipantId): boolean;
}

/** What ink stands on. */
export interface InkOptions {
  readonly room: Room;
  readonly name: string;
  readonly screen: Pick<ScreenShare, "facts">;
  /** The page that is shared from here, while it carries ink. */
  readonly page: ReadonlySignal<SharedPage | undefined>;
  readonly end: AbortSignal;
}

const off: ScreenFacts = { paused: false, drawing: "off" };

const authorOf = ({ room, name }: InkOptions, id: ParticipantId): InkAuthor => {
  const others = room.participants.peek();
  const colour = inkColour(id, [...others, { id: room.self, joinedAt: room.joinedAt }]);
  return { id, colour, name: id === room.self ? name : (others.find((one) => one.id === id)?.name.peek() ?? "") };
};

type DrawingOf = (share: ParticipantId) => ScreenFacts["drawing"];

/** Boards of all shares: the ink that stays a while, and the echo of what is drawn on a page far away. */
const createBoards = (self: ParticipantId, drawingOf: DrawingOf) => {
  const known = new Map<ParticipantId, { ink: InkBoard; echo: InkBoard; news: Signal<number> }>();
  const of = (share: ParticipantId) => {
    const boards = known.get(share) ?? { ink: createInkBoard(inkLife), echo: createInkBoard(echoLife), news: signal(0) };
    known.set(share, boards);
    return boards;
  };
  const now = (share: ParticipantId) => (drawingOf(share) === "page" ? of(share).echo : of(share).ink);
  /** Both boards of a share as one. */
  const shown = (share: ParticipantId): InkBoard => ({
    take: (...mark) => now(share).take(...mark),
    clear: (author) => now(share).clear(author),
    scene: (nowMs) => {
      const { ink, echo } = of(share);
      // The own echo board only counts what is handed on to the page.
      const [one, other] = [ink.scene(nowMs), share === self ? { lines: [], spots: [] } : echo.scene(nowMs)];
      return { lines: [...one.lines, ...other.lines], spots: [...one.spots, ...other.spots] };
    },
  });
  const keepOnly = (here: ReadonlySet<string>): void => {
    for (const share of known.keys()) if (!here.has(share)) known.delete(share);
  };
  return { of, shown, keepOnly };
};

/** Puts marks where they belong, and wipes them. */
const createStage = (options: InkOptions, drawingOf: DrawingOf) => {
  const { room, page } = options;
  const boards = createBoards(room.self, drawingOf);
  const isShared = (share: ParticipantId): boolean => share === room.self || room.participants.peek().some(({ id }) => id === share);
  const place = (author: ParticipantId, share: ParticipantId, mark: InkMark): void => {
    const where = isShared(share) ? placeOf({ author, share, self: room.self, drawing: drawingOf(share) }) : undefined;
    if (where === undefined) return;
    const { ink, echo, news } = boards.of(share);
    const person = authorOf(options, author);
    // A board counts what each author draws; what is too much goes no further.
    const isTaken = (where === "picture" ? ink : echo).take(person, mark, performance.now());
    if (isTaken && where === "page") page.peek()?.order({ do: "mark", author: person, mark });
    if (isTaken && where !== "page") news.value += 1;
  };
  const wipe = (by: ParticipantId, share: ParticipantId): void => {
    if (!isShared(share)) return;
    const { ink, echo, news } = boards.of(share);
    const author = by === share ? undefined : by;
    ink.clear(author);
    echo.clear(author);
    news.value += 1;
    if (share === room.self) page.peek()?.order({ do: "clear", author });
  };
  return { boards, place, wipe };
};

/** Follows ink on every share of the room until the signal aborts. Everything of the others is hostile until it is checked. */
export const createInkModel = (options: InkOptions): InkModel => {
  const { room, screen, end } = options;
  const lines = room.topic({ name: "tfx.ink", schema: inkTopics["tfx.ink"], lane: "live" });
  const wipes = room.topic({ name: "tfx.ink.clear", schema: inkTopics["tfx.ink.clear"], lane: "control" });
  const factsOf = (share: ParticipantId): ScreenFacts =>
    share === room.self ? screen.facts.value : (room.participants.value.find(({ id }) => id === share)?.media.value.screen ?? off);
  // Nobody draws on what nobody sees.
  const drawingOf: DrawingOf = (share) => (factsOf(share).paused ? "off" : factsOf(share).drawing);
  const { boards, place, wipe } = createStage(options, drawingOf);
  const inks = new Map<ParticipantId, { readonly ink: ShareInk; readonly left: AbortController }>();
  const tool = signal<InkTool>("none");
  const mayDrawOn = (share: ParticipantId) => mayDraw({ author: room.self, share, drawing: drawingOf(share) });
  const receive = (from: ParticipantId, { share, ...mark }: InkMessage): void => place(from, share, mark);
  lines.on(({ from, value }) => receive(from, value), { signal: end });
  wipes.on(({ from, value }) => wipe(from, value.share), { signal: end });

  const open = (share: ParticipantId, left: AbortSignal): ShareInk => {
    const emit = (mark: InkMark) => {
      const drawing = drawingOf(share);
      if (!mayDraw({ author: room.self, share, drawing })) return;
      place(room.self, share, mark);
      const to = drawing === "page" ? { to: share === room.self ? [] : [share] } : {};
      void lines.send({ ...mark, share }, to);
    };
    const clear = () => {
      wipe(room.self, share);
      void wipes.send({ share });
    };
    return {
      pen: createPen(emit, AbortSignal.any([left, end])),
      tool: computed(() => (mayDrawOn(share) ? tool.value : "none")),
      board: boards.shown(share),
      news: boards.of(share).news,
      clear,
    };
  };
  const openNew = (share: ParticipantId) => {
    const left = new AbortController();
    return { ink: open(share, left.signal), left };
  };
  // Nothing is kept for those who have gone: people come and go all day in a room that stays.
  effectUntil(end, () => {
    const here = new Set<string>([room.self, ...room.participants.value.map(({ id }) => id)]);
    for (const [share, { left }] of inks) {
      if (here.has(share)) continue;
      left.abort();
      inks.delete(share);
    }
    boards.keepOnly(here);
  });
  return {
    tool,
    on: (share) => {
      const known = inks.get(share) ?? openNew(share);
      inks.set(share, known);
      return known.ink;
    },
    mayDraw: mayDrawOn,
  };
};
