import { signal } from "@preact/signals";
import { render } from "preact";
import { adoptStyles, type TrustedWidgetContext } from "@tfx/widget-sdk";
import { openBroadcastModel } from "../model.ts";
import styles from "./broadcast.css?inline";
import { BroadcastView } from "./broadcast-view.tsx";

/** Draws the widget into `root` until it ends. */
export const mountBroadcast = async (context: TrustedWidgetContext, root: HTMLElement): Promise<void> => {
  const model = await openBroadcastModel(context);
  const { signal: end } = context;
  if (end.aborted) return;
  const speech = signal(context.locale.value);
  context.locale.on((next) => (speech.value = next), { signal: end });
  const Widget = () => {
    root.dir = speech.value.direction;
    return <BroadcastView model={model} locale={speech.value.locale} />;
  };
  adoptStyles(root, [styles], end);
  render(<Widget />, root);
  end.addEventListener("abort", () => render(null, root), { once: true });
};
