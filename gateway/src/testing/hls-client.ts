/** A part as a playlist lists it. */
interface ReadPart {
  readonly uri: string;
  readonly seconds: number;
}

/** What a low-latency playlist says. */
interface ReadPlaylist {
  readonly partTarget: number;
  readonly targetSeconds: number;
  readonly firstSequence: number;
  readonly parts: readonly ReadPart[];
  readonly segments: readonly ReadPart[];
  readonly hint: string | undefined;
  readonly hasEnded: boolean;
  /** Heads and what belongs to them, in their order. */
  readonly items: readonly { readonly map: string; readonly uri: string }[];
}

const attribute = (line: string, name: string): string => new RegExp(`[:,]${name}="?([^",]+)"?`).exec(line)?.[1] ?? "";

const readPlaylist = (text: string): ReadPlaylist => {
  const value = (tag: string): string => new RegExp(`^#EXT-X-${tag}:(.*)$`, "m").exec(text)?.[1] ?? "";
  const parts: ReadPart[] = [];
  const segments: ReadPart[] = [];
  const items: { map: string; uri: string }[] = [];
  let map = "";
  let seconds = 0;
  for (const line of text.split("\n")) {
    if (line.startsWith("#EXT-X-MAP:")) map = attribute(line, "URI");
    if (line.startsWith("#EXTINF:")) seconds = Number.parseFloat(line.slice(8));
    if (line.startsWith("#EXT-X-PART:")) {
      parts.push({ uri: attribute(line, "URI"), seconds: Number(attribute(line, "DURATION")) });
      items.push({ map, uri: attribute(line, "URI") });
    }
    if (line !== "" && !line.startsWith("#")) segments.push({ uri: line, seconds });
  }
  return {
    partTarget: Number(attribute(`:${value("PART-INF")}`, "PART-TARGET")),
    targetSeconds: Number(value("TARGETDURATION")),
    firstSequence: Number(value("MEDIA-SEQUENCE")),
    parts,
    segments,
    items,
    hint: /^#EXT-X-PRELOAD-HINT:.*$/m.exec(text)?.[0].match(/URI="([^"]+)"/)?.[1],
    hasEnded: text.includes("#EXT-X-ENDLIST"),
  };
};

/** A player of low-latency HLS: asks for what is hinted at, and for the playlist that lists it, before either is there. */
export interface HlsClient {
  /** What was played, one file for each head. */
  readonly files: () => readonly Uint8Array[];
  readonly parts: number;
  readonly bytes: number;
  /** What a strict player would complain about. */
  readonly problems: readonly string[];
  /** Parts that are longer than any may be: pictures were missing for so long. */
  readonly longParts: readonly string[];
  readonly hasEnded: boolean;
  stop(): Promise<void>;
}

const place = (uri: string): { readonly sequence: number; readonly part: number } => {
  const [, sequence = "0", part = "0"] = /s(\d+)\.(\d+)\.m4s/.exec(uri) ?? [];
  return { sequence: Number(sequence), part: Number(part) };
};

/** Whether one part comes after another. */
const isAfter = (uri: string, than: string): boolean => {
  const [one, other] = [place(uri), place(than)];
  return one.sequence > other.sequence || (one.sequence === other.sequence && one.part > other.part);
};

const tooLong = ({ segments, targetSeconds }: ReadPlaylist): readonly string[] =>
  segments.filter(({ seconds }) => Math.round(seconds) > targetSeconds).map(({ uri }) => `${uri} is longer than the target duration`);

/** Plays a stream until it is stopped; `base` is the address of its folder. */
export const openHlsClient = async (base: string): Promise<HlsClient> => {
  const stop = new AbortController();
  const { signal } = stop;
  const problems: string[] = [];
  const longParts = new Set<string>();
  const files: { readonly map: string; readonly pieces: Uint8Array[] }[] = [];
  let [parts, bytes, hasEnded, last] = [0, 0, false, ""];
  const get = async (path: string): Promise<Uint8Array | undefined> => {
    const response = await fetch(`${base}/${path}`, { signal });
    if (!response.ok) problems.push(`${path} was answered ${response.status}`);
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : void (await response.arrayBuffer());
  };
  const take = async (map: string, uri: string, given?: Uint8Array): Promise<void> => {
    const part = given ?? (await get(uri));
    if (part === undefined) return;
    let file = files.at(-1);
    if (file?.map !== map) {
      file = { map, pieces: [(await get(map)) ?? new Uint8Array()] };
      files.push(file);
    }
    file.pieces.push(part);
    [parts, bytes, last] = [parts + 1, bytes + part.length, uri];
  };
  const look = async (path: string): Promise<ReadPlaylist | undefined> => {
    const text = await get(path);
    const read = text === undefined ? undefined : readPlaylist(new TextDecoder().decode(text));
    if (read === undefined) return undefined;
    problems.push(...tooLong(read));
    for (const { uri, seconds } of read.parts) if (seconds > read.partTarget + 1e-6) longParts.add(uri);
    return read;
  };
  const follow = async (): Promise<void> => {
    let playlist = await look("live.m3u8");
    last = playlist?.parts.at(-1)?.uri ?? "";
    while (!signal.aborted && playlist?.hint !== undefined) {
      const { hint } = playlist;
      const { sequence, part } = place(hint);
      const [hinted, next]: [Uint8Array | undefined, ReadPlaylist | undefined] = await Promise.all([
        get(hint),
        look(`live.m3u8?_HLS_msn=${sequence}&_HLS_part=${part}`),
      ]);
      if (next !== undefined && !next.parts.some(({ uri }) => uri === hint)) problems.push(`${hint} was hinted at and never listed`);
      for (const { map, uri } of next?.items ?? []) if (isAfter(uri, last)) await take(map, uri, uri === hint ? hinted : undefined);
      playlist = next;
    }
    hasEnded = playlist?.hasEnded ?? false;
  };
  const following = follow().catch((error: unknown) => {
    if (!signal.aborted) problems.push(String(error));
  });
  return {
    files: () => files.map(({ pieces }) => Buffer.concat(pieces)),
    get parts() {
      return parts;
    },
    get bytes() {
      return bytes;
    },
    problems,
    get longParts() {
      return [...longParts];
    },
    get hasEnded() {
      return hasEnded;
    },
    async stop() {
      stop.abort();
      await following;
    },
  };
};
