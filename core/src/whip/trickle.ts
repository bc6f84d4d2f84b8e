import { iceFragment, withRestart, type FoundCandidate } from "./ice-fragment.ts";
import { patchSession, type RequestOptions, type SessionResource } from "./resource.ts";

/** What became of a restart of ICE. `gone`: the session is over on the other end. */
export type RestartOutcome = "restarted" | "refused" | "gone";

/** Everything that is sent to a session by PATCH, one request at a time. */
export interface Trickle {
  /** Begins to send candidates, those that were found before at once. */
  start(resource: SessionResource, answer: string): void;
  /** Restarts ICE; candidates wait until the new session has its name. A failed one leaves the connection as it was. */
  restart(): Promise<RestartOutcome>;
  readonly resource: SessionResource | undefined;
}

/** Statuses of servers that take no candidates (RFC 9725 §4.3): they need none. */
const takesNone: ReadonlySet<number> = new Set([404, 405, 422, 501]);

const applyRestart = async (connection: RTCPeerConnection, answer: string, body: string): Promise<string | undefined> => {
  const renewed = withRestart(answer, body);
  if (renewed === undefined) return undefined;
  await connection.setRemoteDescription({ type: "answer", sdp: renewed });
  return renewed;
};

/**
 * Collects the candidates of a connection from now on and sends them once there is a session: together, and those
 * that come later in further requests (RFC 9725 §4.3.2).
 */
export const createTrickle = (connection: RTCPeerConnection, options: RequestOptions): Trickle => {
  let waiting: FoundCandidate[] = [];
  let isComplete = false;
  let session: { readonly resource: SessionResource; readonly answer: string } | undefined;
  let queue = Promise.resolve();
  const flush = async (): Promise<void> => {
    if (session === undefined || session.resource.etag === undefined || waiting.length === 0 || options.signal?.aborted === true) return;
    const found = waiting;
    waiting = [];
    const sdp = connection.localDescription?.sdp ?? "";
    const { status } = await patchSession(session.resource, iceFragment(sdp, found, { isComplete }), options);
    if (takesNone.has(status)) connection.removeEventListener("icecandidate", handleCandidate);
  };
  // Whoever stopped watching is not told that a candidate did not arrive.
  const enqueue = (): void => void (queue = queue.then(flush).catch(() => undefined));
  const handleCandidate = ({ candidate }: RTCPeerConnectionIceEvent): void => {
    if (candidate === null) isComplete = true;
    else waiting.push(candidate);
    if (session !== undefined) enqueue();
  };
  connection.addEventListener("icecandidate", handleCandidate);
  const restart = async (): Promise<RestartOutcome> => {
    if (session === undefined) return "refused";
    connection.restartIce();
    waiting = [];
    isComplete = false;
    await connection.setLocalDescription(await connection.createOffer());
    const sdp = connection.localDescription?.sdp ?? "";
    const { status, etag, body } = await patchSession(session.resource, iceFragment(sdp, []), { ...options, match: "*" });
    const answer = status === 200 ? await applyRestart(connection, session.answer, body) : undefined;
    if (answer === undefined) {
      await connection.setLocalDescription({ type: "rollback" });
      return status === 404 || status === 410 ? "gone" : "refused";
    }
    session = { answer, resource: { ...session.resource, etag: etag ?? session.resource.etag } };
    enqueue();
    return "restarted";
  };
  return {
    start(resource, answer) {
      session = { resource, answer };
      enqueue();
    },
    restart() {
      const running = queue.then(restart);
      queue = running.then(
        () => undefined,
        () => undefined,
      );
      return running;
    },
    get resource() {
      return session?.resource;
    },
  };
};
