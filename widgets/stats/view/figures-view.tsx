import { Hidden } from "@tfx/ui";
import type { StreamDigest } from "../digest/stream-digest.ts";
import type { StatsModel } from "../model.ts";
import { textKey, type TextKey, type Texts } from "../texts.ts";

type Read = (stream: StreamDigest, texts: Texts) => string | undefined;

const figure =
  (read: (stream: StreamDigest) => number | undefined, digits = 0): Read =>
  (stream, { number }) => {
    const value = read(stream);
    return value === undefined ? undefined : number(value, digits);
  };

const sizeText: Read = ({ width, height }) => (width === undefined || height === undefined ? undefined : `${width}×${height}`);
const limitationText: Read = ({ limitation }, { t }) =>
  limitation === undefined ? undefined : t(textKey(`limitation.${limitation}`, "limitation.other"));

const rows: readonly (readonly [TextKey, Read])[] = [
  ["row.kbps", figure(({ kbps }) => kbps)],
  ["row.loss", figure(({ lossPercent }) => lossPercent, 1)],
  ["row.rtt", figure(({ rttMs }) => rttMs)],
  ["row.jitter", figure(({ jitterMs }) => jitterMs)],
  ["row.fps", figure(({ fps }) => fps)],
  ["row.size", sizeText],
  ["row.codec", ({ codec }) => codec],
  ["row.limitation", limitationText],
  ["row.freezes", figure(({ freezesTotal }) => freezesTotal)],
  ["row.concealed", figure(({ concealedPercent }) => concealedPercent, 1)],
  ["row.nack", figure(({ nackCount }) => nackCount)],
  ["row.pli", figure(({ pliCount }) => pliCount)],
];

const order = ["video in", "video out", "audio in", "audio out"];
const rank = ({ kind, direction }: StreamDigest) => order.indexOf(`${kind} ${direction}`);

const Cell = ({ text, texts }: { text: string | undefined; texts: Texts }) =>
  text === undefined ? (
    <td>
      <span aria-hidden="true">{texts.t("none")}</span>
      <Hidden>{texts.t("none.read")}</Hidden>
    </td>
  ) : (
    <td dir="auto">{text}</td>
  );

/** What was measured in the latest second, a column for each stream; it scrolls by itself when there are many. */
export const FiguresView = ({ model }: { model: StatsModel }) => {
  const texts = model.texts.value;
  const streams = [...(model.digests.value.at(-1)?.streams ?? [])].sort((one, other) => rank(one) - rank(other));
  if (streams.length === 0) return null;
  return (
    // Scrolled by keyboard, it has to take the focus.
    <section class="stats-table" aria-label={texts.t("figures")} tabIndex={0}>
      <table class="tfx-small tfx-tabular">
        <thead>
          <tr>
            <th scope="col">{texts.t("figure")}</th>
            {streams.map(({ id, kind, direction }) => (
              <th scope="col" key={id}>
                {texts.t(`stream.${kind}.${direction}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, read]) => (
            <tr key={name}>
              <th scope="row">{texts.t(name)}</th>
              {streams.map((stream) => (
                <Cell key={stream.id} text={read(stream, texts)} texts={texts} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
