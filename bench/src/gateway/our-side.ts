import type { Side } from "./side.ts";
import { openDeafSocket } from "./free-ports.ts";
import { openGatewayProcess, type GatewayProcess } from "./gateway-process.ts";

const headers = { "content-type": "application/sdp" };
const nameOf = (index: number): string => `bench-${index}`;

const post = async (url: string, body: object): Promise<void> => {
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
};

/** Reads a transport stream until told to stop, and throws it away. */
const readTransportStream = async (url: string, signal: AbortSignal): Promise<void> => {
  const { body, status } = await fetch(url, { signal });
  if (status !== 200 || body === null) throw new Error(`${url} answers ${status}`);
  const reader = body.getReader();
  const read = async (): Promise<void> => {
    while (!(await reader.read()).done);
  };
  read().catch(() => undefined);
};

/** Asks for the newest part of a playlist again and again, as one player does. */
const playHls = async (url: string, signal: AbortSignal): Promise<void> => {
  if (!(await fetch(`${url}/index.m3u8`, { signal })).ok) throw new Error("There is no playlist");
  const play = async (): Promise<void> => {
    let query = "";
    while (!signal.aborted) {
      const text = await (await fetch(`${url}/live.m3u8${query}`, { signal })).text();
      const names = [...text.matchAll(/URI="(s(\d+)\.(\d+)\.m4s)"/g)];
      const [, , sequence, part] = names.at(-1) ?? [];
      const [, newest] = names.at(-2) ?? [];
      await (await fetch(`${url}/${newest}`, { signal })).arrayBuffer();
      query = `?_HLS_msn=${sequence}&_HLS_part=${part}&_HLS_skip=YES`;
    }
  };
  play().catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
};

/** Our gateway; its outputs are LL-HLS, a transport stream over HTTP, RTP over UDP and a recording, of each stream. */
export const openOurSide = async (given?: GatewayProcess): Promise<Side> => {
  const gateway = given ?? (await openGatewayProcess());
  const sessions: string[] = [];
  let players = new AbortController();
  const startOutputs = async (index: number): Promise<void> => {
    const { signal } = players;
    await playHls(`${gateway.url}/hls/${nameOf(index)}`, signal);
    await readTransportStream(`${gateway.url}/ts/${nameOf(index)}.ts`, signal);
    const [video, audio] = [await openDeafSocket(), await openDeafSocket()];
    signal.addEventListener("abort", () => [video, audio].map((socket) => socket.close()), { once: true });
    const port = video.address().port & ~1;
    const outputs = `${gateway.url}/api/streams/${nameOf(index)}/outputs`;
    await post(outputs, { kind: "udp-rtp", params: { host: "127.0.0.1", port } });
    await post(outputs, { kind: "record", params: {} });
  };
  return {
    name: "ours",
    async answer(index, offer) {
      const url = `${gateway.url}/whip/${nameOf(index)}`;
      const response = await fetch(url, { method: "POST", headers, body: offer });
      if (response.status !== 201) throw new Error(`${url} answers ${response.status}`);
      sessions.push(nameOf(index));
      return response.text();
    },
    async startOutputs(streams) {
      for (let index = 0; index < streams; index += 1) await startOutputs(index);
    },
    async clear() {
      players.abort();
      players = new AbortController();
      for (const stream of sessions.splice(0)) await fetch(`${gateway.url}/api/streams/${stream}`, { method: "DELETE" });
    },
    cpuSeconds: () => gateway.cpuSeconds(),
    close: () => gateway.close(),
  };
};
