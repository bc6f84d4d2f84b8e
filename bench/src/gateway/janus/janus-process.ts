import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { cpuSecondsOfFamily } from "@tfx/e2e";
import { freeTcpPort } from "../free-ports.ts";
import { openJanusSession, type JanusSession } from "./janus-session.ts";
import { roomOf, writeConfiguration } from "./write-configuration.ts";

/** Where Janus sends the packets of a publisher. */
export interface ForwardTarget {
  readonly audioPort: number;
  readonly videoPort: number;
}

/** Janus with its video room: the other gateway. */
export interface JanusProcess {
  readonly name: string;
  cpuSeconds(): number;
  /** Takes a publisher in; its packets go on to the target as soon as it is connected. */
  publish(index: number, offer: string, target: ForwardTarget): Promise<string>;
  /** Asks the publishers for key pictures. */
  requestKeys(): Promise<void>;
  /** Lets all publishers go. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

const mostRooms = 8;

const versionOf = (): string => {
  const { error, stdout } = spawnSync("janus", ["--version"], { encoding: "utf8" });
  if (error !== undefined) throw new Error("Janus is not here: apt-get install janus");
  return /\((\d[\d.]+)\)/.exec(stdout)?.[1] ?? "";
};

const answers = async (url: string, child: ChildProcess): Promise<void> => {
  for (;;) {
    if (child.exitCode !== null) throw new Error("Janus did not start");
    const isUp = await fetch(`${url}/info`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await wait(50);
  }
};

const joinRoom = async (session: JanusSession, index: number, sdp: string): Promise<{ answer: string; id: unknown }> => {
  const request = { request: "joinandconfigure", ptype: "publisher", room: roomOf(index) };
  const { jsep, plugindata } = await session.ask(request, { type: "offer", sdp });
  if (jsep === undefined) throw new Error(`Janus gives no answer: ${JSON.stringify(plugindata?.data)}`);
  return { answer: jsep.sdp, id: plugindata?.data["id"] };
};

/** Starts Janus. */
export const openJanus = async (): Promise<JanusProcess> => {
  const name = `Janus ${versionOf()}`;
  const folder = mkdtempSync(join(tmpdir(), "tfx-bench-janus-"));
  const port = await freeTcpPort();
  writeConfiguration(folder, port, mostRooms);
  const child = spawn("janus", ["--configs-folder", folder, "--disable-colors"], { stdio: "ignore" });
  const url = `http://127.0.0.1:${port}/janus`;
  await answers(url, child);
  const live: JanusSession[] = [];
  const { pid = 0 } = child;
  return {
    name,
    cpuSeconds: () => cpuSecondsOfFamily(pid),
    async publish(index, offer, { audioPort, videoPort }) {
      const session = await openJanusSession(url);
      live.push(session);
      const { answer, id } = await joinRoom(session, index, offer);
      const forward = { request: "rtp_forward", room: roomOf(index), publisher_id: id, host: "127.0.0.1", host_family: "ipv4" };
      void session.connected.then(() => session.ask({ ...forward, audio_port: audioPort, video_port: videoPort }));
      return answer;
    },
    requestKeys: async () => void (await Promise.all(live.map((session) => session.ask({ request: "configure", keyframe: true })))),
    clear: async () => void (await Promise.all(live.splice(0).map((session) => session.close()))),
    async close() {
      if (child.exitCode === null) {
        child.kill("SIGTERM");
        await once(child, "exit");
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
