import { randomUUID } from "node:crypto";

interface Said {
  readonly janus: string;
  readonly transaction?: string;
  readonly data?: { readonly id: number };
  readonly error?: { readonly reason: string };
  readonly jsep?: { readonly type: "offer" | "answer"; readonly sdp: string };
  readonly plugindata?: { readonly data: Readonly<Record<string, unknown>> };
}

/** One session of Janus's own protocol over HTTP, with one handle of the video room. */
export interface JanusSession {
  /** Asks the plugin, and waits for what it says to that. */
  ask(body: object, jsep?: object): Promise<Said>;
  /** Waits until the connection is there. */
  readonly connected: Promise<void>;
  close(): Promise<void>;
}

const send = async (url: string, body: object): Promise<Said> => {
  const response = await fetch(url, { method: "POST", body: JSON.stringify({ ...body, transaction: randomUUID() }) });
  const said = (await response.json()) as Said;
  if (said.error !== undefined) throw new Error(`Janus: ${said.error.reason}`);
  return said;
};

/** Opens a session. */
export const openJanusSession = async (url: string): Promise<JanusSession> => {
  const session = `${url}/${(await send(url, { janus: "create" })).data?.id}`;
  const handle = `${session}/${(await send(session, { janus: "attach", plugin: "janus.plugin.videoroom" })).data?.id}`;
  const waiting = new Map<string, (said: Said) => void>();
  const closing = new AbortController();
  const poll = async (onConnected: () => void): Promise<void> => {
    while (!closing.signal.aborted) {
      const said = (await (await fetch(`${session}?maxev=1`)).json()) as Said;
      if (said.janus === "webrtcup") onConnected();
      if (said.janus === "event") waiting.get(said.transaction ?? "")?.(said);
    }
  };
  const connected = new Promise<void>((resolve, reject) => {
    // Once the session is over there is nothing to hear.
    poll(resolve).catch((error: unknown) => closing.signal.aborted || reject(error));
  });
  return {
    connected,
    async ask(body, jsep) {
      const transaction = randomUUID();
      const answer = new Promise<Said>((resolve) => waiting.set(transaction, resolve));
      const message = { janus: "message", transaction, body, ...(jsep === undefined ? {} : { jsep }) };
      const response = await fetch(handle, { method: "POST", body: JSON.stringify(message) });
      const said = (await response.json()) as Said;
      if (said.janus === "error") throw new Error(`Janus: ${said.error?.reason ?? "no"}`);
      return said.janus === "success" ? said : answer;
    },
    async close() {
      closing.abort();
      await send(session, { janus: "destroy" }).catch(() => undefined);
    },
  };
};
