import { execFileSync } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";

const get = async (url: string): Promise<Response> => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return response;
};

/** Asks until the stream is known; then the answer comes when there is something to play. */
const whenThere = async (url: string): Promise<string> => {
  for (;;) {
    const response = await fetch(url);
    if (response.ok) return response.text();
    await wait(10);
  }
};

/** Waits until LL-HLS can be played and has taken its first segment; answers when that was, in milliseconds since 1970. */
export const firstPlayable = async (folder: string): Promise<number> => {
  await whenThere(`${folder}/index.m3u8`);
  const playlist = await (await get(`${folder}/live.m3u8`)).text();
  const [, map = ""] = /#EXT-X-MAP:URI="([^"]+)"/.exec(playlist) ?? [];
  const [segment = ""] = /^s\d+\.m4s$/m.exec(playlist) ?? [];
  const pieces = await Promise.all([map, segment].map(async (name) => (await get(`${folder}/${name}`)).arrayBuffer()));
  const atMs = Date.now();
  // Not timed: whether a decoder agrees.
  const film = Buffer.concat(pieces.map((piece) => new Uint8Array(piece)));
  const pictures = execFileSync("ffmpeg", ["-v", "error", "-i", "pipe:0", "-map", "0:v", "-f", "null", "-"], {
    input: film,
    stdio: ["pipe", "pipe", "pipe"],
  });
  if (pictures.length > 0) throw new Error("A decoder complains of the first segment");
  return atMs;
};
