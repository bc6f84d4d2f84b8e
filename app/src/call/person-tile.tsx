import {
  HandIcon,
  Hidden,
  Icon,
  InterruptedIcon,
  Late,
  MicrophoneOffIcon,
  PinIcon,
  PinOffIcon,
  RemoveIcon,
  SignalFairIcon,
  SignalPoorIcon,
  Spinner,
  type MenuItem,
} from "@tfx/ui";
import type { LinkStats } from "@tfx/core";
import { useApp } from "../app-context.ts";
import type { I18n } from "../i18n/i18n.ts";
import { TrackVideo } from "../media/track-video.tsx";
import { useCall } from "./call-context.ts";
import type { Box } from "./grid-plan.ts";
import type { PersonModel } from "./people-model.ts";
import { Face, TileFrame, TileMenu, TileReactions, useShownSize } from "./tile-frame.tsx";

/** Somebody's camera, or their initials. */
export const PersonTile = ({ person, box }: { person: PersonModel; box: Box }) => {
  const { i18n } = useApp();
  const { t } = i18n;
  useShownSize(person.views, "camera", { box, on: person.cameraOn });
  const name = person.name.value;
  const states = [
    !person.microphoneOn.value && t("tile.muted"),
    !person.cameraOn.value && t("tile.cameraOff"),
    person.hand.value && t("tile.hand"),
    person.link.value === "interrupted" && t("tile.interrupted"),
    person.link.value === "failed" && t("tile.failed"),
  ].filter((state) => state !== false);
  return (
    <TileFrame
      box={box}
      label={[name, ...states].join(", ")}
      participant={person.id}
      source="camera"
      speaking={person.speaking.value}
      pinKey={person.id}
    >
      <Face name={name} />
      <TrackVideo track={person.camera} />
      <LinkState person={person} />
      <TileReactions from={person.id} />
      <Who person={person} />
      <PersonMenu person={person} />
    </TileFrame>
  );
};

const Who = ({ person }: { person: PersonModel }) => {
  const { i18n } = useApp();
  const stats = person.link.value === "connected" ? person.stats.value : undefined;
  const quality = stats?.quality;
  const numbers = stats && linkNumbers(i18n, stats);
  return (
    <p class="tfx-who tfx-tile__who">
      {person.hand.value && <StateIcon icon={HandIcon} text={i18n.t("tile.hand")} class="tfx-tile__hand" />}
      {!person.microphoneOn.value && <StateIcon icon={MicrophoneOffIcon} text={i18n.t("tile.muted")} class="tfx-tile__muted" />}
      <span class="tfx-clip">{person.name.value}</span>
      {quality === "fair" && <StateIcon icon={SignalFairIcon} text={`${i18n.t("tile.quality.fair")}: ${numbers}`} class="tfx-tile__hand" />}
      {quality === "poor" && (
        <StateIcon icon={SignalPoorIcon} text={`${i18n.t("tile.quality.poor")}: ${numbers}`} class="tfx-tile__muted" />
      )}
    </p>
  );
};

/** What was measured on a link, with units. */
const linkNumbers = ({ t, ...i18n }: I18n, { rttMs, lossIn, kbpsIn, kbpsOut, path }: LinkStats): string =>
  t("tile.stats", {
    rtt: i18n.number(Math.round(rttMs ?? 0)),
    down: i18n.number(Math.round(kbpsIn)),
    up: i18n.number(Math.round(kbpsOut)),
    loss: i18n.number(lossIn, { style: "percent", maximumFractionDigits: 1 }),
    path: t(path === undefined || path === "direct" ? "tile.direct" : "tile.relay"),
  });

/** A state as a drawing, with its words for readers and for the pointer. */
export const StateIcon = ({ icon, text, class: name }: { icon: Parameters<typeof Icon>[0]["icon"]; text: string; class: string }) => (
  <span class={name} title={text} style={{ display: "inline-flex" }}>
    <Icon icon={icon} small />
    <Hidden>{text}</Hidden>
  </span>
);

/** How the path to this person stands, where it is not simply there. */
const LinkState = ({ person }: { person: PersonModel }) => {
  const { i18n } = useApp();
  const { t } = i18n;
  switch (person.link.value) {
    case "connecting":
      return (
        <Late>
          <p class="tfx-who tfx-tile__spin" role="status">
            <Spinner />
            <span class="tfx-tile__spin-text">{t("tile.connecting")}</span>
          </p>
        </Late>
      );
    case "interrupted":
      return <StateVeil title={t("tile.interrupted")} text={t("tile.interruptedText")} />;
    case "failed":
      return <StateVeil title={t("tile.failed")} text={t("tile.failedText")} />;
    default:
      return null;
  }
};

const StateVeil = ({ title, text }: { title: string; text: string }) => (
  <div class="tfx-tile__state" role="status">
    <Icon icon={InterruptedIcon} />
    <p class="tfx-strong">{title}</p>
    <p class="tfx-tile__state-text tfx-small">{text}</p>
  </div>
);

/** Shows a tile large, or with the others again, as a line of its menu. */
export const usePinItem = (key: string): MenuItem => {
  const { tiles } = useCall();
  const { i18n } = useApp();
  const isPinned = tiles.pinned.value === key;
  return { label: i18n.t(isPinned ? "tile.unpin" : "tile.pin"), icon: isPinned ? PinOffIcon : PinIcon, run: () => tiles.togglePin(key) };
};

const PersonMenu = ({ person }: { person: PersonModel }) => {
  const { i18n } = useApp();
  const call = useCall();
  const pin = usePinItem(person.id);
  const remove: readonly MenuItem[] =
    call.host.value === undefined
      ? []
      : [
          {
            label: i18n.t("people.remove"),
            icon: RemoveIcon,
            danger: true,
            run: () => (call.layer.value = { is: "remove", id: person.id }),
          },
        ];
  return <TileMenu label={i18n.t("tile.menu", { name: person.name.value })} groups={[[pin], remove]} />;
};
