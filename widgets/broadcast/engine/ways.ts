import type { WordKey } from "../words.ts";

/** One way to watch: its name, and the line or link that is copied. */
export interface Way {
  readonly name: WordKey;
  readonly line: string;
}

/**
 * Every player's line for a stream of a gateway (docs/gateway-outputs.md). ffplay looks at five seconds of a stream before it shows any,
 * unless it is told to look at less.
 */
export const waysOf = ({ gateway, stream }: { readonly gateway: string; readonly stream: string }): readonly Way[] => {
  const hls = `${gateway}/hls/${stream}/index.m3u8`;
  return [
    { name: "way.vlc", line: `vlc ${hls}` },
    { name: "way.ffplay", line: `ffplay -probesize 500000 -analyzeduration 300000 ${gateway}/ts/${stream}.ts` },
    { name: "way.gst", line: `gst-play-1.0 ${hls}` },
    { name: "way.hls", line: hls },
    { name: "way.whep", line: `${gateway}/whep/${stream}` },
  ];
};
