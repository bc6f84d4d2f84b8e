/** A box in window coordinates, in CSS pixels. */
export interface FloatingBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where a floating part wants to stand. */
export interface FloatingWish {
  readonly side: "above" | "below";
  /** The edges that meet: the start, the middle or the end of both. */
  readonly align: "start" | "center" | "end";
  readonly rightToLeft: boolean;
  readonly gap: number;
}

/**
 * Top left corner of a floating part beside its anchor: on the wished side when it fits there, else on the
 * other, and always within the window.
 */
export const placeFloating = (
  anchor: FloatingBox,
  part: Pick<FloatingBox, "width" | "height">,
  wish: FloatingWish & { window: Pick<FloatingBox, "width" | "height"> },
): { left: number; top: number } => {
  const { gap, window } = wish;
  const above = anchor.top - gap - part.height;
  const below = anchor.top + anchor.height + gap;
  const fitsAbove = above >= gap;
  const fitsBelow = below + part.height <= window.height - gap;
  const top = wish.side === "above" ? (fitsAbove || !fitsBelow ? above : below) : fitsBelow || !fitsAbove ? below : above;
  return {
    left: within(alignedLeft(anchor, part, wish), gap, window.width - part.width - gap),
    top: within(top, gap, window.height - part.height - gap),
  };
};

const alignedLeft = (anchor: FloatingBox, part: { width: number }, wish: FloatingWish): number => {
  if (wish.align === "center") return anchor.left + (anchor.width - part.width) / 2;
  const toLeft = (wish.align === "start") !== wish.rightToLeft;
  return toLeft ? anchor.left : anchor.left + anchor.width - part.width;
};

const within = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));
