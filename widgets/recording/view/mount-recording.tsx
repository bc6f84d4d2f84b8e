import { signal } from "@preact/signals";
import { render } from "preact";
import { adoptStyles, type TrustedWidgetContext } from "@tfx/widget-sdk";
import { openRecordingModel } from "../model.ts";
import styles from "./recording.css?inline";
import { RecordingView } from "./recording-view.tsx";

/** Draws the widget into `root` until it ends. */
export const mountRecording = async (context: TrustedWidgetContext, root: HTMLElement): Promise<void> => {
  const model = await openRecordingModel(context);
  const { signal: end } = context;
  if (end.aborted) return;
  const speech = signal(context.locale.value);
  context.locale.on((next) => (speech.value = next), { signal: end });
  const Widget = () => {
    root.dir = speech.value.direction;
    return <RecordingView model={model} locale={speech.value.locale} />;
  };
  adoptStyles(root, [styles], end);
  render(<Widget />, root);
  end.addEventListener("abort", () => render(null, root), { once: true });
};
