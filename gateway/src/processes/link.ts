/** One end of a channel between two processes. */
export interface Channel {
  send(message: unknown): void;
  onMessage(listen: (message: unknown) => void): void;
}

/** What can be asked of the other side, by name. */
export type Calls<Table> = { readonly [Name in keyof Table]: { readonly input: unknown; readonly output: unknown } };

/** Who answers what the other side asks. */
export type CallHandlers<Asked extends Calls<Asked>> = {
  readonly [Name in keyof Asked]: (input: Asked[Name]["input"]) => Promise<Asked[Name]["output"]>;
};

/** Who hears what the other side tells. */
export type NewsHandlers<Told> = { readonly [Name in keyof Told]: (body: Told[Name]) => void };

type Message =
  | { readonly kind: "call"; readonly id: number; readonly name: string; readonly body: unknown }
  | { readonly kind: "answer"; readonly id: number; readonly body: unknown }
  | { readonly kind: "failure"; readonly id: number; readonly body: string }
  | { readonly kind: "news"; readonly name: string; readonly body: unknown };

/** The side that asks and hears news. */
export interface Asker<Asked extends Calls<Asked>> {
  /** Rejects when the other side failed or is gone. */
  call<Name extends keyof Asked & string>(name: Name, input: Asked[Name]["input"]): Promise<Asked[Name]["output"]>;
  /** The other side is gone: nothing is answered any more. */
  close(): void;
}

interface Waiting {
  readonly resolve: (body: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Makes the side that asks. Both sides are processes of ours: what arrives is trusted to be what was declared. */
export const createAsker = <Asked extends Calls<Asked>, Told>(channel: Channel, hear: NewsHandlers<Told>): Asker<Asked> => {
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  let isClosed = false;
  const settle = (id: number, say: (one: Waiting) => void): void => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (one !== undefined) say(one);
  };
  channel.onMessage((received) => {
    const message = received as Message;
    if (isClosed) return;
    if (message.kind === "answer") settle(message.id, ({ resolve }) => resolve(message.body));
    if (message.kind === "failure") settle(message.id, ({ reject }) => reject(new Error(message.body)));
    if (message.kind === "news") hear[message.name as keyof Told]?.(message.body as Told[keyof Told]);
  });
  return {
    call: (name, input) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(new Error(`Nobody is there to answer ${name}.`));
        calls += 1;
        waiting.set(calls, { resolve, reject });
        channel.send({ kind: "call", id: calls, name, body: input } satisfies Message);
      }),
    close() {
      isClosed = true;
      for (const { reject } of waiting.values()) reject(new Error("The other process is gone."));
      waiting.clear();
    },
  };
};

/** The side that answers and tells. */
export interface Answerer<Told> {
  tell<Name extends keyof Told & string>(name: Name, body: Told[Name]): void;
}

/** Makes the side that answers. */
export const createAnswerer = <Asked extends Calls<Asked>, Told>(
  channel: Channel,
  createHandlers: (answerer: Answerer<Told>) => CallHandlers<Asked>,
): Answerer<Told> => {
  const answerer: Answerer<Told> = {
    tell: (name, body) => channel.send({ kind: "news", name, body } satisfies Message),
  };
  const handlers = createHandlers(answerer);
  channel.onMessage((received) => {
    const message = received as Message;
    if (message.kind !== "call") return;
    const { id, name, body } = message;
    // An exception of a handler is an answer too: the other side waits for one.
    const answer = async (): Promise<unknown> => await handlers[name as keyof Asked](body);
    answer().then(
      (given) => channel.send({ kind: "answer", id, body: given } satisfies Message),
      (error: unknown) =>
        channel.send({ kind: "failure", id, body: error instanceof Error ? error.message : String(error) } satisfies Message),
    );
  });
  return answerer;
};
