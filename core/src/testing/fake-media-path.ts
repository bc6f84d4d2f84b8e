import type { MediaPath, PathState } from "../publish/media-path.ts";

/** A path of media that a test moves by hand. */
export interface FakeMediaPath extends MediaPath {
  readonly done: string[];
  move(state: PathState): void;
  gather(candidate: string | undefined): void;
}

const describe = (ufrag: string): string =>
  `v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\na=group:BUNDLE 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=ice-ufrag:${ufrag}\r\na=ice-pwd:0123456789012345678901\r\na=mid:0\r\na=rtcp-mux\r\n`;

/** Makes one; each restart has credentials of its own. */
export const createFakeMediaPath = (): FakeMediaPath => {
  const done: string[] = [];
  let state: PathState = "connecting";
  let turn = 1;
  const candidates: Parameters<MediaPath["onCandidate"]>[0][] = [];
  const states: Parameters<MediaPath["onState"]>[0][] = [];
  return {
    done,
    offer: () => Promise.resolve(describe("own1")),
    begin: async (answer, servers) => void done.push(`begin ${/ufrag:(\w+)/.exec(answer)?.[1]} ${JSON.stringify(servers)}`),
    restart: () => Promise.resolve(describe(`own${(turn += 1)}`)),
    finishRestart: async (answer) => void done.push(`restarted ${/ufrag:(\w+)/.exec(answer)?.[1]}`),
    get state() {
      return state;
    },
    onCandidate: (listen) => void candidates.push(listen),
    onState: (listen) => void states.push(listen),
    stats: () => Promise.resolve(new Map() as RTCStatsReport),
    close: () => void done.push("closed"),
    move(next) {
      state = next;
      for (const listen of states) listen(next);
    },
    gather(candidate) {
      for (const listen of candidates)
        listen(candidate === undefined ? undefined : { candidate, sdpMid: "0", usernameFragment: `own${turn}` });
    },
  };
};

/** What a server answers to an offer. */
export const fakeAnswer = (ufrag: string): string => describe(ufrag);
