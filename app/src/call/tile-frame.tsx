import type { ComponentChildren, CSSProperties } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { ReadonlySignal } from "@preact/signals";
import { Avatar, classNames, IconButton, Late, Menu, MoreIcon, type MenuItem } from "@tfx/ui";
import { useCall } from "./call-context.ts";
import type { Box } from "./grid-plan.ts";
import type { ViewReporter } from "./view-reporter.ts";
import "./tile.css";

/** Where a box is, as styles: start and top, so that right-to-left text mirrors it. */
export const boxStyle = (box: Box): CSSProperties => ({
  insetInlineStart: `${box.x}px`,
  insetBlockStart: `${box.y}px`,
  inlineSize: `${box.width}px`,
  blockSize: `${box.height}px`,
});

/** Properties of a tile's frame. */
export interface TileFrameProps {
  readonly box: Box;
  /** Name and states, for readers. */
  readonly label: string;
  readonly participant: string;
  readonly source: "camera" | "screen";
  readonly self?: boolean;
  readonly floating?: boolean;
  readonly speaking?: boolean;
  readonly pinKey: string;
  readonly children: ComponentChildren;
}

/** The frame that all tiles share. A double click shows it large. */
export const TileFrame = ({ box, label, participant, source, self, floating, speaking, pinKey, children }: TileFrameProps) => {
  const { tiles } = useCall();
  return (
    <article
      class={classNames(
        "tfx-tile",
        `tfx-tile--${source}`,
        floating === true && "tfx-tile--floating",
        speaking === true && "tfx-tile--speaking",
      )}
      style={boxStyle(box)}
      aria-label={label}
      data-participant={participant}
      data-source={source}
      data-self={self === true ? "" : undefined}
      data-speaking={speaking === true ? "" : undefined}
      onDblClick={() => tiles.togglePin(pinKey)}
    >
      {children}
    </article>
  );
};

/** Somebody without a picture; lies behind the picture, so that nothing flashes while it starts. */
export const Face = ({ name }: { name: string }) => (
  <div class="tfx-tile__face">
    <Avatar name={name} large />
  </div>
);

/** The button in a tile's corner with what can be done about it. */
export const TileMenu = ({ label, groups }: { label: string; groups: readonly (readonly MenuItem[])[] }) => (
  <div class="tfx-tile__menu">
    <Late>
      <Menu
        label={label}
        groups={groups}
        trigger={(trigger) => <IconButton {...trigger} icon={MoreIcon} size="small" label={label} tip="none" />}
      />
    </Late>
  </div>
);

/** Reactions that float up over a tile. */
export const TileReactions = ({ from }: { from: string }) => {
  const { reactions } = useCall();
  return (
    <div class="tfx-tile__reactions" aria-hidden="true">
      {reactions.shown.value
        .filter((reaction) => reaction.from === from)
        .map((reaction) => (
          <span key={reaction.id} class="tfx-reaction" style={{ insetInlineStart: `${30 + ((reaction.id * 17) % 40)}%` }}>
            {reaction.emoji}
          </span>
        ))}
    </div>
  );
};

/**
 * Tells how large a picture is shown, in device pixels, for as long as it is: nothing while the page is
 * hidden or the person has nothing on.
 */
export const useShownSize = (views: ViewReporter, source: "camera" | "screen", shown: { box: Box; on: ReadonlySignal<boolean> }): void => {
  const { width, height } = shown.box;
  const latest = useRef({ width, height });
  latest.current = { width, height };
  const isOn = shown.on.value;
  useEffect(() => {
    const tell = () => {
      const scale = isOn && document.visibilityState === "visible" ? window.devicePixelRatio : 0;
      views.set(source, { width: Math.round(latest.current.width * scale), height: Math.round(latest.current.height * scale) });
    };
    tell();
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  }, [views, source, width, height, isOn]);
  useEffect(() => () => views.set(source, { width: 0, height: 0 }), [views, source]);
};
