import { z } from "zod";
import { addPart, emptyWindow, endWindow, openSegment, slide, type LiveWindow } from "./live-window.ts";

/** One line of the journal of a recording: what was added to it, in the order in which it was. */
export const journalLine = z.union([
  z.object({ open: z.object({ startsAtMs: z.number(), map: z.string().regex(/^i\d{1,6}\.mp4$/), isDiscontinuous: z.boolean() }) }),
  z.object({ part: z.object({ durationUs: z.number(), independent: z.boolean(), bytes: z.number() }) }),
  /** Only this much is kept from now on. */
  z.object({ keepUs: z.number() }),
  z.object({ end: z.literal(true) }),
]);
/** One line of the journal of a recording. */
export type JournalLine = z.output<typeof journalLine>;

/** What a journal says so far. */
export interface Recorded {
  readonly window: LiveWindow;
  /** Bytes of the last segment that are whole. */
  readonly lastBytes: number;
  /** Segments that are no longer kept, with this line. */
  readonly gone: LiveWindow["segments"];
}

/** A journal without a line. */
export const emptyJournal: Recorded = { window: emptyWindow, lastBytes: 0, gone: [] };

/** What a journal says with one line more. */
export const addLine = ({ window, lastBytes }: Recorded, line: JournalLine): Recorded => {
  if ("open" in line) return { window: openSegment(window, line.open), lastBytes: 0, gone: [] };
  if ("part" in line) {
    const { durationUs, independent, bytes } = line.part;
    return { window: addPart({ ...window, hasEnded: false }, { durationUs, independent }), lastBytes: lastBytes + bytes, gone: [] };
  }
  if ("end" in line) return { window: endWindow(window), lastBytes, gone: [] };
  const slid = slide(window, line.keepUs);
  return { ...slid, lastBytes };
};

/** Reads one line; undefined for one that was cut off when the machine stopped. */
export const readJournalLine = (text: string): JournalLine | undefined => {
  try {
    const parsed = journalLine.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Half a line is the last thing that was written before a crash.
    return undefined;
  }
};

/** Reads a whole journal. */
export const readJournal = (text: string): Recorded =>
  text.split("\n").reduce((recorded, one) => {
    const line = one === "" ? undefined : readJournalLine(one);
    return line === undefined ? recorded : addLine(recorded, line);
  }, emptyJournal);
