import type { BroadcastLink, BroadcastPlace } from "@tfx/widget-sdk";
import type { WordKey } from "../words.ts";

/** One way to watch: its name, and the line or link that is copied. */
export interface Way {
  readonly name: WordKey;
  readonly line: string;
}

/** Where a stream is, and what lets others watch it there; undefined where everybody may. */
type Place = Pick<BroadcastPlace, "gateway" | "stream"> & Pick<BroadcastLink, "viewToken">;

/**
 * Every player's line for a stream of a gateway (docs/gateway-outputs.md). ffplay looks at five seconds of a stream before it shows any,
 * unless it is told to look at less.
 */
export const waysOf = ({ gateway, stream, viewToken }: Place): readonly Way[] => {
  const query = viewToken === undefined ? "" : `?token=${encodeURIComponent(viewToken)}`;
  // Some shells take a question mark for a pattern.
  const word = (address: string): string => (query === "" ? address : `"${address}"`);
  const hls = `${gateway}/hls/${stream}/index.m3u8${query}`;
  return [
    { name: "way.vlc", line: `vlc ${word(hls)}` },
    { name: "way.ffplay", line: `ffplay -probesize 500000 -analyzeduration 300000 ${word(`${gateway}/ts/${stream}.ts${query}`)}` },
    { name: "way.gst", line: `gst-play-1.0 ${word(hls)}` },
    { name: "way.hls", line: hls },
    { name: "way.whep", line: `${gateway}/whep/${stream}${query}` },
  ];
};
