import { useMemo } from "preact/hooks";
import { encode } from "uqr";
import "./qr-code.css";

/** One path for all dark squares: a link with its secret has about a thousand of them. */
const pathOf = (squares: readonly (readonly boolean[])[]): string =>
  squares.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");

/** A text for a phone's camera. Dark on light in every theme: that is what cameras read. */
export const QrCode = ({ text, label }: { text: string; label: string }) => {
  const { data, size } = useMemo(() => encode(text, { ecc: "M", border: 2 }), [text]);
  const path = useMemo(() => pathOf(data), [data]);
  return (
    <div class="tfx-qr" role="img" aria-label={label}>
      <svg viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges" aria-hidden="true">
        <path d={path} />
      </svg>
    </div>
  );
};
