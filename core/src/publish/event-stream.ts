/** One event of a stream (HTML §9.2.6). */
export interface StreamEvent {
  readonly type: string;
  readonly data: string;
}

/** More than this without an end of an event is no such stream. */
const mostChars = 64 * 1024;

const readEvent = (block: string): StreamEvent | undefined => {
  const fields = block.split("\n").map((line) => /^(\w+):? ?(.*)$/s.exec(line));
  const data = fields.flatMap((field) => (field?.[1] === "data" ? [field[2] ?? ""] : []));
  const type = fields.findLast((field) => field?.[1] === "event")?.[2] ?? "message";
  return data.length === 0 ? undefined : { type, data: data.join("\n") };
};

/** Takes pieces of an event stream as they come; answers the events that are whole. */
export const createEventReader = (): ((piece: string) => readonly StreamEvent[]) => {
  let rest = "";
  return (piece) => {
    rest += piece.replaceAll("\r", "");
    const blocks = rest.split("\n\n");
    rest = (blocks.pop() ?? "").slice(-mostChars);
    return blocks.map(readEvent).filter((event) => event !== undefined);
  };
};
