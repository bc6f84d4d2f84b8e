import { TfxError, type LaneName, type ParticipantId } from "@tfx/protocol";
import { stateTopics, type PlainValue } from "@tfx/protocol/widgets";
import { Allowance } from "../allowance.ts";
import { createEmitter } from "../emitter.ts";
import { reportBug } from "../report-bug.ts";
import { encodePlain } from "./shared-values.ts";
import { stateLimits } from "./state-limits.ts";
import type { StateRoom } from "./state-port.ts";

/** A message of a widget on its way in. */
export interface ReceivedMessage {
  readonly instance: string;
  readonly channel: string;
  readonly from: ParticipantId;
  readonly value: PlainValue;
}

/** A message of a widget on its way out. */
export interface WidgetMessage {
  readonly channel: string;
  readonly lane: LaneName;
  readonly value: PlainValue;
  readonly to: readonly ParticipantId[] | undefined;
}

const receiveRate = { burst: 1_000, perSecond: 400 };
const lanes: readonly LaneName[] = ["control", "bulk", "live"];

/** Messages between those who use a widget; nothing is kept. */
export class MessageExchange {
  readonly #topics;
  readonly #allowances = new Map<string, Allowance>();
  readonly #events = createEmitter<{ readonly received: ReceivedMessage }>();
  readonly on = this.#events.on;

  constructor(room: StateRoom, life: AbortSignal) {
    const open = (lane: LaneName) => room.topic({ name: `tfx.message.${lane}`, schema: stateTopics[`tfx.message.${lane}`], lane });
    this.#topics = { control: open("control"), bulk: open("bulk"), live: open("live") };
    for (const lane of lanes) {
      this.#topics[lane].on(
        ({ from, value: [instance, channel, value] }) => {
          // The bulk lane is slowed by its own flow; a dropped piece of a file would be a broken file.
          if (lane === "bulk" || this.#allowance(`${from} ${lane}`).take())
            this.#events.emit("received", { instance, channel, from, value });
        },
        { signal: life },
      );
    }
  }

  /**
   * Resolves when the message is handed to the network, on the bulk lane when everybody has it: whoever
   * sends much is to wait there.
   * @throws {TfxError} protocol/too-large, state/invalid
   */
  async send(instance: string, { channel, lane, value, to }: WidgetMessage): Promise<void> {
    const bytes = encodePlain(value);
    if (bytes === undefined) throw new TfxError("state/invalid");
    const limit = stateLimits.message[lane];
    if (bytes.length > limit) throw new TfxError("protocol/too-large", { limit });
    const sent = this.#topics[lane].send([instance, channel, value], to === undefined ? {} : { to });
    if (lane === "bulk") await sent;
    else sent.catch(reportBug);
  }

  #allowance(key: string): Allowance {
    const known = this.#allowances.get(key) ?? new Allowance(receiveRate);
    this.#allowances.set(key, known);
    return known;
  }
}
